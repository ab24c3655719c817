import { describe, expect, it } from 'vitest';
import { canonOf, carried } from './fixtures.ts';

const not = (valueClass: string) => ({ invalid: valueClass });

describe('a number', () => {
  it.each([
    ['1200', '1200'],
    ['1200.0', '1200'],
    [' 01200.500 ', '1200.5'],
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e21', '1000000000000000000000'],
    ['1e-7', '0.0000001'],
    ['123456789012345678901.50', '123456789012345678901.5'],
    ['9007199254740993', '9007199254740993'],
    ['-12.5', '-12.5'],
  ])('%s is %s', (plain, canon) => {
    expect(canonOf('number', plain)).toBe(canon);
    expect(carried('number', plain, 'right')).toBe(canon);
  });

  it.each(['1,200', '1 200', '12a', 'NaN', 'Infinity', '0x10', '1e999999999', '1'.repeat(301), '--1', '.', '٣'])(
    '%s is none',
    (plain) => {
      expect(canonOf('number', plain)).toEqual(not('not_a_number'));
    },
  );

  it('that is zero is not empty', () => {
    expect(canonOf('number', '0')).not.toBe(canonOf('number', ''));
  });
});

describe('money', () => {
  it.each([
    ['1200', 'USD', '1200 USD'],
    ['1200.00', 'USD', '1200 USD'],
    ['1200.5 usd', 'USD', '1200.5 USD'],
    ['1200.50 USD', undefined, '1200.5 USD'],
    ['0.005', 'USD', '0.01 USD'],
    ['33.333333', 'USD', '33.33 USD'],
    ['-0.001', 'USD', '0 USD'],
    ['1200', 'JPY', '1200 JPY'],
    ['1200.5', 'JPY', '1201 JPY'],
    ['1.2345', 'KWD', '1.235 KWD'],
    ['1.234', 'IQD', '1.234 IQD'],
    ['12.50', 'PKR', '12.5 PKR'],
    ['12.50', 'HUF', '12.5 HUF'],
    ['90071992547409931.01', 'USD', '90071992547409931.01 USD'],
  ])('%s in %s is %s', (plain, currency, canon) => {
    expect(canonOf('money', plain, { currency })).toBe(canon);
  });

  it('of another currency, or of none, is not compared', () => {
    expect(canonOf('money', '1200 EUR', { currency: 'USD' })).toEqual(not('other_currency'));
    expect(canonOf('money', '1200')).toEqual(not('other_currency'));
  });

  it('is written as the side has it: bare where the field has one currency', () => {
    expect(carried('money', '1200.50', 'right', { currency: 'USD' })).toBe('1200.5');
    expect(carried('money', '1200.50 EUR', 'right')).toBe('1200.5 EUR');
  });

  it.each(['$1200', '1,200 USD', 'USD', 'USD 12'])('%s is no amount', (plain) => {
    expect(canonOf('money', plain, { currency: 'USD' })).toEqual(not('not_a_number'));
  });
});

describe('a boolean', () => {
  it('is true, false or unset', () => {
    expect(canonOf('boolean', ' TRUE ')).toBe('true');
    expect(canonOf('boolean', 'false')).toBe('false');
    expect(canonOf('boolean', '')).toBeNull();
    for (const plain of ['yes', '1', '0', 'null']) expect(canonOf('boolean', plain)).toEqual(not('not_a_boolean'));
  });
});
