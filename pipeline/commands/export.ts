import type { ExportedTable, ExportFormat } from '../export-tables.js';
import { type Command, requiredText, textOption, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';

const formats: readonly ExportFormat[] = ['parquet', 'arrow', 'csv', 'xlsx'];

export const exportCommand: Command = {
  usage: 'export',
  describe: 'Write tables or the figures of a published period as Parquet, Arrow, CSV or a workbook',
  example: 'export --period 2026-10 --out out --format xlsx --table figures',
  options: (yargs) =>
    sharedOptions
      .out(sharedOptions.period(yargs))
      .option('format', { choices: formats, demandOption: true, describe: 'Form of the files' })
      .option('table', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'A table of OUT/<period>/tables, or figures; may be repeated; all where left out',
      })
      .option('to', { type: 'string', requiresArg: true, describe: 'Folder for the files; OUT/export/<period> where left out' }),
  run: async (argv, effects) => {
    const { exportTables } = await import('../export-tables.js');
    const to = textOption(argv, 'to');
    const result = await exportTables(
      {
        period: requiredText(argv, 'period'),
        out: requiredText(argv, 'out'),
        format: argv.format as ExportFormat,
        tables: textsOption(argv, 'table'),
        ...(to === undefined ? {} : { to }),
      },
      effects,
    );
    return { document: result, lines: result.tables.map(exportedLine) };
  },
};

function exportedLine({ table, rows, file, sheet, cut_cells }: ExportedTable): string {
  const place = sheet === undefined || sheet === table ? file : `${file} [${sheet}]`;
  const cut = cut_cells ? `; ${cut_cells} text(s) cut to what a cell holds` : '';
  return `${table}: ${rows} row(s), ${place}${cut}`;
}
