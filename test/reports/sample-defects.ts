import type { DefectGroupRow } from '../../reports/management-review/report-tables.js';
import { wilson } from './sample-interval.js';

/** Groups of every kind: confirmed, uncertain, cleared but important, unrated, suspect, small, immature, quiet. */
export function sampleDefectGroups(): DefectGroupRow[] {
  const listed = [
    lot('L2409-17', 'E03', 'KT-35GW', 78, 250, 'new', ['batch_rate'], []),
    lot('L2605-02', 'E11', 'KT-50LW', 61, 180, 'grown', ['batch_rate', 'repeat_with_consequence'], ['immature']),
    lot('L2606-01', 'P07', 'BX-210', 4, 12, 'new', ['batch_rate'], ['immature']),
    lot('L2606-04', 'E03', 'KT-35GW', 3, 4, 'new', ['batch_rate'], ['immature', 'small_lot']),
    lot('L2512-08', 'W02', 'XQ-80', 130, 120, 'grown', ['batch_rate'], ['denominator_suspect']),
    lot('L2511-03', 'E11', 'KT-50LW', 12, 300, 'new', ['repeat_with_consequence'], []),
    lot('L2510-01', 'P07', 'BX-210', null, null, 'new', ['repeat_with_consequence'], []),
    slip('F2608-0031', 'E03', 'KT-35GW', 9, 30, 'new', ['batch_rate']),
    slip('F2608-0044', 'C05', 'XQ-100', 22, 50, 'new', ['batch_rate', 'repeat_with_consequence']),
  ];
  const quiet = Array.from({ length: 26 }, (_, index) =>
    lot(
      `L25${String((index % 12) + 1).padStart(2, '0')}-${String(20 + index)}`,
      `E${10 + (index % 7)}`,
      'KT-35GW',
      30 + index * 4,
      200,
      'quiet',
      ['batch_rate'],
      [],
    ),
  );
  const minor = Array.from({ length: 5 }, (_, index) => lot(`L2604-${index}`, 'W09', 'XQ-80', 3 + index, 400, 'new', [], []));
  return [...listed, ...quiet, ...minor];
}

function lot(
  lot_no: string,
  fault_code: string,
  model: string,
  affected: number | null,
  denominator: number | null,
  status: string,
  reasons: string[],
  flags: string[],
): DefectGroupRow {
  return {
    ...group(affected, denominator),
    group_id: `lot:${lot_no}:${fault_code}`,
    lot_no,
    fault_code,
    model,
    status,
    reasons,
    flags,
    info_class: infoClass(reasons),
  };
}

function slip(
  id: string,
  fault_code: string,
  model: string,
  affected: number,
  denominator: number,
  status: string,
  reasons: string[],
): DefectGroupRow {
  return {
    ...group(affected, denominator),
    group_id: `slip:${id}`,
    lot_no: null,
    fault_code,
    model,
    status,
    reasons,
    flags: [],
    info_class: infoClass(reasons),
  };
}

function group(affected: number | null, denominator: number | null) {
  const base = { product: '家用空调', first_at: '2026-08-06T10:20:00', affected, denominator };
  if (affected === null || denominator === null) {
    return { ...base, rate: null, rate_low: null, rate_high: null, class: 'unrated', confidence: null };
  }
  const [low, high] = wilson(Math.min(affected, denominator), denominator);
  const confidence = low > 0.2 ? 'confirmed' : high <= 0.2 ? 'cleared' : 'uncertain';
  return {
    ...base,
    rate: affected / denominator,
    rate_low: low,
    rate_high: high,
    class: affected * 100 > 20 * denominator ? 'batch' : 'minor',
    confidence,
  };
}

function infoClass(reasons: readonly string[]): string {
  return reasons.length > 0 ? 'important' : 'general';
}
