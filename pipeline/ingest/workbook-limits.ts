/** Bounds on what one workbook may cost. Sizes in bytes unless named otherwise. */
export interface WorkbookLimits {
  /** Size of the file itself. */
  readonly fileBytes: number;
  /** Parts in the archive; a workbook of many pictures has a few thousand. */
  readonly parts: number;
  /** Sum of the unpacked sizes its directory declares. */
  readonly unpackedBytes: number;
  /** Unpacked ÷ packed size of one part. Blank cells without references reach 230; a bomb of zeros is above 1,000. */
  readonly ratio: number;
  /** Rows × columns of one sheet, up to its last used row and column. */
  readonly cells: number;
  /** The same of a sheet of more than a thousand columns, which no export has: its empty cells take long to write. */
  readonly wideCells: number;
  /** Text written for all sheets together. */
  readonly textBytes: number;
  /** Memory for the texts a workbook keeps once and names by number. */
  readonly sharedTextBytes: number;
  /** Characters in one cell; a spreadsheet itself holds 32,767. */
  readonly cellCharacters: number;
  /** Memory the reading process may take for JavaScript objects. */
  readonly heapMegabytes: number;
  /** Wall time of the reading process. */
  readonly seconds: number;
}

export const defaultLimits: WorkbookLimits = {
  fileBytes: 512 * 2 ** 20,
  parts: 10_000,
  unpackedBytes: 4 * 2 ** 30,
  ratio: 400,
  cells: 100_000_000,
  wideCells: 20_000_000,
  textBytes: 4 * 2 ** 30,
  sharedTextBytes: 2 ** 30,
  cellCharacters: 1_000_000,
  heapMegabytes: 512,
  seconds: 900,
};

/** Columns of a sheet from which on `wideCells` holds. */
export const wideSheet = 1000;

/** The file cannot be read as a table. The message continues "<path>: ", says why, and what to do next. */
export class BadWorkbook extends Error {
  override readonly name = 'BadWorkbook';
}
