import { posix } from 'node:path';

/** Where a file stands in export order (domain.md § 1): the date in its name, then its path. */
export interface ExportPlace {
  /** First day of the date found in the base name, else in the nearest folder name: `2026-10-01`; '' when none. */
  readonly date: string;
  /** A coarser date stands before a finer one: 0 month, 1 week, 2 day. */
  readonly fineness: number;
}

const noDate: ExportPlace = { date: '', fineness: 0 };

/**
 * The place of a path in export order. `names` are the names to look at, nearest first: the base name, its folder, the
 * folder above, … up to the input folder itself.
 */
export function exportPlace(names: readonly string[]): ExportPlace {
  for (const name of names) {
    const found = firstDate(name);
    if (found) return found;
  }
  return noDate;
}

/** Orders files by export place, then by the natural order of `path`, then by the natural order of `fullPath`. */
export function compareExports(
  left: { place: ExportPlace; path: string; fullPath: string },
  right: { place: ExportPlace; path: string; fullPath: string },
): number {
  return (
    compareText(left.place.date, right.place.date) ||
    left.place.fineness - right.place.fineness ||
    compareNaturally(left.path, right.path) ||
    compareNaturally(slashed(left.fullPath), slashed(right.fullPath))
  );
}

/** Paths of Windows in the one form that is compared. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Natural order: folder by folder, runs of digits by value, everything else by code point; never by locale. */
export function compareNaturally(left: string, right: string): number {
  const leftParts = left.split(posix.sep);
  const rightParts = right.split(posix.sep);
  for (let index = 0; index < Math.min(leftParts.length, rightParts.length); index++) {
    const order = compareNames(leftParts[index] ?? '', rightParts[index] ?? '');
    if (order !== 0) return order;
  }
  return leftParts.length - rightParts.length || compareText(left, right);
}

interface DateForm {
  readonly pattern: RegExp;
  readonly read: (year: number, rest: readonly (string | undefined)[]) => ExportPlace | undefined;
}

const readDay: DateForm['read'] = (year, [month, day]) => monthOrDay(year, Number(month), day === undefined ? undefined : Number(day));

/** 2026-W41 · 2026-10-31, 2026-9, with `_` or `.` · 2026年10月 · 20261031, 202610. */
const dateForms: readonly DateForm[] = [
  { pattern: /(?<!\d)(20\d\d|2100)[-_.]W(\d{1,2})(?!\d)/gi, read: (year, [week]) => isoWeek(year, Number(week)) },
  {
    pattern: /(?<!\d)(20\d\d|2100)([-_.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)/g,
    // 2026-10-45 is part 45 of October.
    read: (year, [, month, day]) => readDay(year, [month, day]) ?? readDay(year, [month]),
  },
  { pattern: /(?<!\d)(20\d\d|2100)年(\d{1,2})月(?:(\d{1,2})日)?/g, read: readDay },
  { pattern: /(?<!\d)(20\d\d|2100)(\d\d)(\d\d)?(?!\d)/g, read: readDay },
];

function firstDate(name: string): ExportPlace | undefined {
  const text = name.normalize('NFKC');
  const found = dateForms.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const place = read(Number(match[1]), match.slice(2));
      return place ? [{ place, index: match.index }] : [];
    }),
  );
  return found.sort((left, right) => left.index - right.index)[0]?.place;
}

function monthOrDay(year: number, month: number, day: number | undefined): ExportPlace | undefined {
  const date = isoDate(Date.UTC(year, month - 1, day ?? 1));
  const isReal = date === `${year}-${String(month).padStart(2, '0')}-${String(day ?? 1).padStart(2, '0')}`;
  return isReal ? { date, fineness: day === undefined ? 0 : 2 } : undefined;
}

function isoWeek(year: number, week: number): ExportPlace | undefined {
  const fourthOfJanuary = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourthOfJanuary).getUTCDay() + 6) % 7;
  const monday = fourthOfJanuary + ((week - 1) * 7 - weekday) * 86_400_000;
  const thursdayYear = new Date(monday + 3 * 86_400_000).getUTCFullYear();
  return week >= 1 && thursdayYear === year ? { date: isoDate(monday), fineness: 1 } : undefined;
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function compareNames(left: string, right: string): number {
  const leftParts = left.match(/\d+|\D+/g) ?? [];
  const rightParts = right.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(leftParts.length, rightParts.length); index++) {
    const order = compareParts(leftParts[index] ?? '', rightParts[index] ?? '');
    if (order !== 0) return order;
  }
  return leftParts.length - rightParts.length;
}

function compareParts(left: string, right: string): number {
  if (/^\d/.test(left) && /^\d/.test(right)) {
    const byValue = BigInt(left) - BigInt(right);
    if (byValue !== 0n) return byValue < 0n ? -1 : 1;
    return 0;
  }
  return compareText(left, right);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const leftPoints = [...left];
  const rightPoints = [...right];
  for (let index = 0; index < Math.min(leftPoints.length, rightPoints.length); index++) {
    const difference = (leftPoints[index]?.codePointAt(0) ?? 0) - (rightPoints[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return leftPoints.length - rightPoints.length;
}
