/** Figures for people, one way in every part of the report. */
export const number = (n: number): string => n.toLocaleString('en', { maximumFractionDigits: 0 });

/** Never rounded up to all of it. */
export function percent(share: number): string {
  const rounded = Math.floor(share * 1000 + 1e-9) / 10;
  return `${rounded.toLocaleString('en', { maximumFractionDigits: 1 })} %`;
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

export function spanWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;
  const [unitMs, unit] = UNITS.find(([size]) => ms >= 2 * size) ?? UNITS[2];
  return `${number(ms / unitMs)} ${unit}s`;
}

/** How a figure moved since the month before; empty where that is not known. */
export function change(now: number | undefined, before: number | undefined): string {
  if (now === undefined || before === undefined || before === 0) return '';
  const by = now / before - 1;
  if (Math.abs(by) < 0.005) return '±0 %';
  return `${by > 0 ? '+' : '−'}${number(Math.abs(by) * 100)} %`;
}

/** The same of two shares of a whole. */
export function points(now: number | undefined, before: number | undefined): string {
  if (now === undefined || before === undefined) return '';
  const by = Math.round((now - before) * 1000) / 10;
  return by === 0 ? '±0' : `${by > 0 ? '+' : '−'}${Math.abs(by).toLocaleString('en')} points`;
}

const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
/** `October 2026` */
export const monthWords = (month: string): string => months.format(new Date(`${month}-01T00:00:00Z`));
export const hourWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
