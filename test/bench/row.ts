/** One line of the table: what was measured, what is wanted, and whether it holds. */
export interface Row {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** In words, e.g. `≤ 0.5 ms`. */
  readonly goal: string;
  readonly ok: boolean;
  /** What stands behind the number, e.g. the peers' own. */
  readonly note?: string;
}

const round = (value: number) => Math.round(value * 100) / 100;

export const atMost = (metric: string, value: number, most: number, unit: string, note?: string): Row => ({
  metric,
  value: round(value),
  unit,
  goal: `≤ ${round(most)} ${unit}`.trim(),
  ok: value <= most,
  ...(note === undefined ? {} : { note }),
});

export const atLeast = (metric: string, value: number, least: number, unit: string, note?: string): Row => ({
  metric,
  value: round(value),
  unit,
  goal: `≥ ${round(least)} ${unit}`.trim(),
  ok: value >= least,
  ...(note === undefined ? {} : { note }),
});
