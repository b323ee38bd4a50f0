/** Conversions between instants (milliseconds since 1970 UTC) and local times `2026-10-03 09:30:00` of an IANA zone. */

const formatters = new Map<string, Intl.DateTimeFormat>();
const minute = 60_000;
const day = 86_400_000;

/** Whether the name is an IANA time zone this platform knows; bare offsets such as `+08:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone's wall clock at an instant, to the second. */
export function localOfInstant(instant: number, zone: string): string {
  return wallClock(instant + offsetAt(instant, zone));
}

/**
 * The instant of a local time. A time the clocks skip is moved later by what they skip; of an ambiguous one the
 * earlier is meant (domain.md § 1).
 */
export function instantOfLocal(local: string, zone: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}Z`);
  // Offsets are shorter than a day, so the offset in force there is that of the day before or of the day after.
  const before = asUtc - offsetAt(asUtc - day, zone);
  const after = asUtc - offsetAt(asUtc + day, zone);
  const valid = [before, after].filter((instant) => instant + offsetAt(instant, zone) === asUtc);
  return valid.length > 0 ? Math.min(...valid) : before;
}

/** A local time with its offset, for scripts: `2026-11-01T00:00:00+08:00`. A skipped time appears as the later one. */
export function isoWithOffset(local: string, zone: string): string {
  const instant = instantOfLocal(local, zone);
  const offset = offsetAt(instant, zone);
  const minutes = Math.abs(offset) / minute;
  const hours = Math.floor(minutes / 60);
  return `${wallClock(instant + offset).replace(' ', 'T')}${offset < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes % 60)}`;
}

/** Milliseconds the zone's wall clock is ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const local = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

function wallClock(shifted: number): string {
  return new Date(shifted).toISOString().slice(0, 19).replace('T', ' ');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
