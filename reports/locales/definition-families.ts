/**
 * The family of a figure: its id without dimension, with `*` for the clock, measure, or dataset, so that one definition
 * serves all of them: `sla.first_response.due[team=A]` → `sla.*.due`. Ids of table cells become `tables.<table>`.
 */
export function definitionFamily(id: string): string {
  const [plain = ''] = id.split('[');
  const parts = plain.split('.');
  const [first = '', second = '', third] = parts;
  if (first === 'tables') return `tables.${second}`;
  const isFamily = third !== undefined && ['sla', 'satisfaction', 'accounting'].includes(first);
  return isFamily ? `${first}.*.${third}` : plain;
}
