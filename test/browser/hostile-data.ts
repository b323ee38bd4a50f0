import type { ReportData } from '../../reports/management-review/report-data.js';

/** Cells that carry free text or identifiers of the exports; codes such as the clock or the class are not among them. */
const textCells: ReadonlySet<string> = new Set([
  ...['company', 'product', 'model', 'lot_no', 'fault_code', 'owner', 'team', 'technician', 'province'],
  ...['department', 'departments', 'supplier', 'suppliers', 'feedback_id'],
  ...['record_id', 'ticket_id', 'revisit_id', 'complaint_id', 'action_id', 'action_ids', 'source_id', 'group_id', 'first_fixed_lot'],
  ...['title', 'topic', 'examples', 'text', 'cell', 'value', 'reason', 'path', 'file', 'unknown_headers', 'names'],
]);

/** The same data with every text cell followed by a text; numbers, codes, dates and figures stay. */
export function withTextAppended(report: ReportData, text: string): ReportData {
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return value !== '' && (textCells.has(key) || key === 'member') ? value + text : value;
    if (value instanceof Map || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, name)]));
  };
  return visit(report, '') as ReportData;
}
