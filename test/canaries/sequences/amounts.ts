import type { Bundle } from '../../world/company/bundle.ts';
import { createRandom } from '../../world/company/random.ts';

/** A sum that only some may see, and whose it is. */
export interface Amount {
  readonly digits: string;
  readonly owner: string;
}

/** Sums that stand nowhere else: of six digits, so that they are told from ids and times. */
export function createAmounts(seed: string) {
  const random = createRandom(`${seed}:amounts`);
  const byDigits = new Map<string, Amount>();
  const made = new Set<number>();
  function amount(): number {
    for (;;) {
      const next = random.int(100_003, 999_983);
      if (made.has(next)) continue;
      made.add(next);
      return next;
    }
  }
  const add = (owner: string, sum: number) => {
    for (const digits of [String(sum), String(sum * 100)]) byDigits.set(digits, { digits, owner });
  };

  /** Of each subscription what it costs, of each deal what it is worth. */
  function plant(owner: string, bundle: Bundle): Bundle {
    const payers = bundle.payers.map((payer) => ({
      ...payer,
      subscriptions: payer.subscriptions.map((one) => {
        const unit = amount();
        if (one.seats > 0) add(owner, unit * one.seats);
        return { ...one, unitAmount: unit * 100 };
      }),
    }));
    const deals = bundle.deals?.map((deal) => (deal.amount === null ? deal : { ...deal, amount: String(amount()) }));
    // Open ones are shown as their sum.
    for (const sum of sumsOf(deals?.flatMap((deal) => (deal.amount === null ? [] : [Number(deal.amount)])) ?? []))
      add(owner, sum);
    return { ...bundle, payers, ...(deals && { deals }) };
  }
  const find = (text: string): readonly Amount[] =>
    [...text.matchAll(/\d(?:[.,’' \u00a0\u202f]?\d)+/g)].flatMap(([written]) => {
      const whole = written.replace(/[.,]\d{1,3}$/, '').replace(/\D/g, '');
      return byDigits.get(whole) ?? byDigits.get(written.replace(/\D/g, '')) ?? [];
    });
  return { plant, find };
}

/** Of each choice among them. */
function sumsOf(all: readonly number[]): readonly number[] {
  const sums = [0];
  for (const one of all) sums.push(...sums.map((sum) => sum + one));
  return sums.slice(1);
}
