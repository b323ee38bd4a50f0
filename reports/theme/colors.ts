/**
 * Colours of the charts by what they mean: variables of report.css, so that one drawing serves the light and the dark theme,
 * each with its light value for a drawing opened alone. Hues of Okabe & Ito, Color Universal Design (2008).
 */
export const colors = {
  ink: 'var(--ink,#1b1f24)',
  muted: 'var(--muted,#5b6470)',
  quiet: 'var(--quiet,#9aa3ad)',
  grid: 'var(--grid,#e3e7eb)',
  band: 'var(--band,#eef1f4)',
  paper: 'var(--paper,#ffffff)',
  blue: 'var(--blue,#0072b2)',
  sky: 'var(--sky,#8cc9ee)',
  pale: 'var(--pale,#b5bec7)',
  amber: 'var(--amber,#e69f00)',
  sand: 'var(--sand,#f4cf80)',
  green: 'var(--green,#008360)',
  purple: 'var(--purple,#b0588b)',
  olive: 'var(--olive,#6b7a00)',
  noted: 'var(--noted,#7a5200)',
  /** Kept for a broken promise, and always with ▲ or a word beside it. */
  broken: 'var(--broken,#c14600)',
} as const;
