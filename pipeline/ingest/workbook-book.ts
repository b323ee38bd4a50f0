import { isDateFormat } from './workbook-date-format.js';
import type { WorkbookLimits } from './workbook-limits.js';
import type { WorkbookPackage } from './workbook-package.js';
import { SharedStrings } from './workbook-shared-strings.js';
import { attribute, damagedXml } from './workbook-xml.js';

/** What the cells of every sheet refer to. */
export interface Workbook {
  readonly is1904: boolean;
  /** Worksheets in the order of their tabs, hidden ones too; sheets of charts have no rows and are left out. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly strings: SharedStrings;
  /** By style number: whether it shows a number as a date. */
  readonly dateStyles: readonly boolean[];
}

/** Reads the parts beside the sheets (ECMA-376 part 1, §§ 12.3, 18.2, 18.4, 18.8). */
export async function readWorkbookParts(file: WorkbookPackage, limits: WorkbookLimits): Promise<Workbook> {
  const roots = await readRelations(file, '');
  const bookPart = [...roots.values()].find((relation) => relation.type === 'officeDocument')?.part;
  if (!bookPart) throw damagedXml('it names no workbook part');
  const relations = await readRelations(file, bookPart);
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  const book = await readBook(file, bookPart);
  const strings = new SharedStrings(limits);
  const stringsPart = partOf('sharedStrings');
  // Some writers name the part without adding it when every text stands in its cell.
  if (stringsPart && file.has(stringsPart)) await file.scan(stringsPart, strings);
  const stylesPart = partOf('styles');
  const sheets = book.sheets.flatMap(({ name, relation }) => {
    const target = relations.get(relation);
    if (!target) throw damagedXml(`sheet "${name}" has no part`);
    return target.type === 'worksheet' ? [{ name, part: target.part }] : [];
  });
  return { is1904: book.is1904, sheets, strings, dateStyles: stylesPart ? await readDateStyles(file, stylesPart) : [] };
}

interface Relation {
  /** The last word of the relation's type, the same in both variants of the standard. */
  readonly type: string;
  readonly part: string;
}

/** The relations of a part ('' for the package) by id. */
async function readRelations(file: WorkbookPackage, part: string): Promise<Map<string, Relation>> {
  const folder = part.split('/').slice(0, -1);
  const name = part.split('/').at(-1) ?? '';
  const relations = new Map<string, Relation>();
  await file.scan([...folder, '_rels', `${name}.rels`].join('/'), {
    open(element, attributes) {
      if (element !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const type = (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '';
      relations.set(attribute(attributes, 'Id') ?? '', { type, part: resolvePart(folder, attribute(attributes, 'Target') ?? '') });
    },
    close() {},
    text() {},
  });
  return relations;
}

function resolvePart(folder: readonly string[], target: string): string {
  const path = target.startsWith('/') ? [] : [...folder];
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

async function readBook(file: WorkbookPackage, part: string): Promise<{ is1904: boolean; sheets: { name: string; relation: string }[] }> {
  const book = { is1904: false, sheets: [] as { name: string; relation: string }[] };
  await file.scan(part, {
    open(element, attributes) {
      if (element === 'workbookPr') book.is1904 = isTrue(attribute(attributes, 'date1904'));
      if (element === 'sheet') book.sheets.push({ name: attribute(attributes, 'name') ?? '', relation: relationId(attributes) });
    },
    close() {},
    text() {},
  });
  return book;
}

/** The prefix of the id's namespace is free to choose. */
function relationId(attributes: string): string {
  const named = attribute(attributes, 'r:id');
  if (named !== undefined) return named;
  const prefix = /\s([\w.-]+):id\s*=/.exec(attributes)?.[1];
  return prefix === undefined ? '' : (attribute(attributes, `${prefix}:id`) ?? '');
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

async function readDateStyles(file: WorkbookPackage, part: string): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isInCells = false;
  await file.scan(part, {
    open(element, attributes) {
      if (element === 'numFmt') codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      else if (element === 'cellXfs') isInCells = true;
      else if (element === 'xf' && isInCells) formats.push(Number(attribute(attributes, 'numFmtId') ?? 0));
    },
    close(element) {
      if (element === 'cellXfs') isInCells = false;
    },
    text() {},
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
