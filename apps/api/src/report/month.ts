/** A month of UTC. */
export interface Month {
  /** `2026-10` */
  readonly name: string;
  readonly fromMs: number;
  /** The first moment of the next one. */
  readonly toMs: number;
}

const FORM = /^(20\d\d)-(0[1-9]|1[0-2])$/;

/** Undefined where it is not written as one. */
export function monthOf(text: string): Month | undefined {
  const [, year, month] = FORM.exec(text) ?? [];
  return year === undefined || month === undefined ? undefined : at(Number(year), Number(month) - 1);
}

export function monthBefore({ fromMs }: Month): Month {
  const date = new Date(fromMs);
  return at(date.getUTCFullYear(), date.getUTCMonth() - 1);
}

function at(year: number, month: number): Month {
  const fromMs = Date.UTC(year, month);
  return { name: new Date(fromMs).toISOString().slice(0, 7), fromMs, toMs: Date.UTC(year, month + 1) };
}
