import fc from 'fast-check';
import { type MadePart, makeZip, workbookParts } from './workbook-maker.js';

const formats = ['yyyy-mm-dd', 'yyyy/m/d h:mm:ss', 'h:mm:ss', '0.00%', '#,##0.00', '0.00E+00', '[Red]0;[Blue]-0', '"d"0', '@'];
const texts = [
  '<si><t>工单</t></si>',
  '<si><t xml:space="preserve"> 前后空格 </t></si>',
  '<si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 文本</t></r></si>',
  '<si><t>漢字</t><rPh sb="0" eb="2"><t>カンジ</t></rPh><phoneticPr fontId="0"/></si>',
  '<si><t xml:space="preserve">两行\n文字</t></si>',
  "<si><t>'撇号 &lt;&amp;&gt;</t></si>",
  '<si><t>00123</t></si>',
];

/** A workbook as other programs than openpyxl write it: with the declarations that openpyxl wants. */
export function randomWorkbook(): fc.Arbitrary<Uint8Array> {
  const sheet = fc.tuple(fc.array(row(), { maxLength: 12 }), fc.boolean());
  return fc.tuple(fc.array(sheet, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([sheets, date1904]) =>
    makeZip([
      contentTypes,
      ...workbookParts({
        date1904,
        strings: texts.join(''),
        formats,
        sheets: sheets.map(([rows, isHidden], index) => ({
          name: `Sheet${index + 1}`,
          rows: rowsXml(rows),
          ...(isHidden && index > 0 ? { state: 'hidden' as const } : {}),
        })),
      }).filter(({ name }) => name !== contentTypes.name),
    ]),
  );
}

const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes: MadePart = {
  name: '[Content_Types].xml',
  content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${main}.sharedStrings+xml"/></Types>`,
};

/** Cells of a row by what stands before each: nothing, a gap, or no reference at all. */
type MadeRow = readonly { readonly xml: (reference: string) => string; readonly gap: number }[];

function row(): fc.Arbitrary<MadeRow> {
  return fc.array(fc.record({ xml: cell(), gap: fc.constantFrom(0, 0, 0, 1, 3) }), { maxLength: 8 });
}

function rowsXml(rows: readonly MadeRow[]): string {
  let number = 0;
  return rows
    .map((cells, index) => {
      number += index % 5 === 4 ? 3 : 1;
      let column = 0;
      const xml = cells.map(({ xml: cellXml, gap }) => {
        column += 1 + gap;
        return cellXml(` r="${String.fromCharCode(64 + column)}${number}"`);
      });
      return `<row r="${number}">${xml.join('')}</row>`;
    })
    .join('');
}

function cell(): fc.Arbitrary<(reference: string) => string> {
  const serial = fc.tuple(fc.integer({ min: 61, max: 73_000 }), fc.constantFrom(0, 0.25, 0.395833333333333, 0.99998842592593));
  return fc.oneof(
    fc.nat(texts.length - 1).map((index) => (r: string) => `<c${r} t="s"><v>${index}</v></c>`),
    fc.constantFrom('甲', ' 乙 ', '').map((text) => (r: string) => `<c${r} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`),
    fc.constant((r: string) => `<c${r} t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c>`),
    fc
      .tuple(
        fc.constantFrom('0', '1', '-7', '1.5', '0.30000000000000004', '1E-7', '123456789012345', '1E+21', '1234567.891'),
        fc.constantFrom(0, 4, 5, 6, 7, 8, 9),
      )
      .map(
        ([value, style]) =>
          (r: string) =>
            `<c${r} s="${style}"><v>${value}</v></c>`,
      ),
    serial.map(
      ([day, part]) =>
        (r: string) =>
          `<c${r} s="${part === 0 ? 1 : 2}"><v>${day + part}</v></c>`,
    ),
    fc.constantFrom(0.25, 0.395833333333333, 0.5).map((part) => (r: string) => `<c${r} s="3"><v>${part}</v></c>`),
    fc.constantFrom('0', '1').map((value) => (r: string) => `<c${r} t="b"><v>${value}</v></c>`),
    fc.constantFrom('#N/A', '#DIV/0!', '#REF!').map((value) => (r: string) => `<c${r} t="e"><v>${value}</v></c>`),
    fc.constantFrom('<f>1+1</f><v>2</v>', '<f>1/4</f><v>0.25</v>').map((inner) => (r: string) => `<c${r}>${inner}</c>`),
    fc.constant((r: string) => `<c${r} t="str"><f>"a"&amp;"b"</f><v>ab</v></c>`),
    fc.constant((r: string) => `<c${r} t="b"><f>1=1</f><v>1</v></c>`),
    fc.constant((r: string) => `<c${r} s="1"/>`),
  );
}
