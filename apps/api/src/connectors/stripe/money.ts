import type { Money } from '@sidelight/shared/record/billing.ts';

/** An exact decimal: `units`, with the point `scale` digits from the right. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** What Stripe counts in whole units. Not the same as ISO 4217: it charges UGX, ISK, HUF and TWD in hundredths. */
const noDecimals = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);
const threeDecimals = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

const exponentOf = (currency: string): number => (noDecimals.has(currency) ? 0 : threeDecimals.has(currency) ? 3 : 2);

export const ZERO: Decimal = { units: 0n, scale: 0 };

/** `-12.5`, digits and at most one point. */
export function decimalOf(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: scaled(a, scale) + scaled(b, scale), scale };
}

const scaled = ({ units, scale }: Decimal, to: number): bigint => units * 10n ** BigInt(to - scale);

/** Minor units, as the vendor counts them, in major units. */
export function moneyOf(minor: Decimal, currency: string): Money {
  const code = currency.toUpperCase();
  const exponent = exponentOf(code);
  return { amount: write({ units: minor.units, scale: minor.scale + exponent }, exponent), currency: code };
}

export const isZero = ({ amount }: Money): boolean => decimalOf(amount).units === 0n;

/** One sum a currency, in the order they first come. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, Decimal>();
  for (const { amount, currency } of amounts) {
    sums.set(currency, plus(sums.get(currency) ?? ZERO, decimalOf(amount)));
  }
  return [...sums].map(([currency, sum]) => ({ amount: write(sum, exponentOf(currency)), currency }));
}

/** With at least so many decimals, and no more zeros than that. */
function write({ units, scale }: Decimal, least: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const fraction = digits.slice(point).replace(/0+$/, '').padEnd(least, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
