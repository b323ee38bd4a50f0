import type { ExportedTable, ExportFormat } from '../export-tables.js';
import { type Command, optionalText, requiredText, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';

const formats: readonly ExportFormat[] = ['parquet', 'arrow', 'csv', 'xlsx'];

export const exportCommand: Command = {
  name: 'export',
  describe: 'Write tables or the figures of a published period as Parquet, Arrow, CSV or a workbook',
  examples: [
    'export --period 2026-10 --out out --format xlsx --table figures',
    'export --period 2026-10 --out out --format parquet --to tables',
  ],
  positionals: [],
  options: [
    sharedOptions.period,
    sharedOptions.out,
    { name: 'format', kind: 'text', value: 'FORM', required: true, choices: formats, describe: 'Form of the files' },
    {
      name: 'table',
      kind: 'texts',
      value: 'NAME',
      describe: 'A table of OUT/<period>/tables, or figures; may be repeated; all where left out',
    },
    { name: 'to', kind: 'text', value: 'DIR', describe: 'Folder for the files; OUT/export/<period> where left out' },
  ],
  run: async (values, effects) => {
    const { exportTables } = await import('../export-tables.js');
    const result = await exportTables(
      {
        period: requiredText(values, 'period'),
        out: requiredText(values, 'out'),
        format: values.format as ExportFormat,
        tables: textsOption(values, 'table'),
        ...optionalText(values, 'to'),
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
