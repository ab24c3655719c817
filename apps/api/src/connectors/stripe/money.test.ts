import { describe, expect, it } from 'vitest';
import { decimalOf, isZero, moneyOf, sumByCurrency } from './money.ts';

const money = (minor: string, currency: string) => moneyOf(decimalOf(minor), currency);

describe('minor units become major ones', () => {
  it.each([
    ['420000', 'eur', '4200.00'],
    ['5', 'usd', '0.05'],
    ['0', 'usd', '0.00'],
    ['-150', 'usd', '-1.50'],
    ['-5', 'usd', '-0.05'],
    ['9007199254740991', 'usd', '90071992547409.91'],
    ['0.5', 'usd', '0.005'],
    ['12.50', 'usd', '0.125'],
    ['14400', 'jpy', '14400'],
    ['0.5', 'jpy', '0.5'],
    ['10000', 'kwd', '10.000'],
    ['12340', 'bhd', '12.340'],
  ])('%s %s is %s', (minor, currency, amount) => {
    expect(money(minor, currency)).toEqual({ amount, currency: currency.toUpperCase() });
  });

  const whole = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf';
  it.each(whole.split(' '))('%s has no decimals', (currency) => expect(money('500', currency).amount).toBe('500'));
  it.each('bhd jod kwd omr tnd'.split(' '))('%s has three', (currency) =>
    expect(money('500', currency).amount).toBe('0.500'),
  );
  it.each('ugx isk huf twd'.split(' '))('%s is charged in hundredths, whatever the lists say', (currency) =>
    expect(money('50000', currency).amount).toBe('500.00'),
  );
});

it('adds without a float in sight', () => {
  const amounts = Array.from({ length: 10 }, () => ({ amount: '0.10', currency: 'USD' }));
  expect(sumByCurrency(amounts)).toEqual([{ amount: '1.00', currency: 'USD' }]);
  expect(sumByCurrency([money('0.5', 'usd'), money('1', 'usd')])).toEqual([{ amount: '0.015', currency: 'USD' }]);
});

it('never adds one currency to another', () => {
  const amounts = [money('14400', 'jpy'), money('5000', 'usd'), money('600', 'jpy')];
  expect(sumByCurrency(amounts)).toEqual([
    { amount: '15000', currency: 'JPY' },
    { amount: '50.00', currency: 'USD' },
  ]);
});

it.each([
  ['0', true],
  ['0.000', true],
  ['-0.00', true],
  ['0.01', false],
  ['-1', false],
])('%s is zero: %s', (amount, expected) => expect(isZero({ amount, currency: 'USD' })).toBe(expected));
