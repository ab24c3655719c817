import { describe, expect, it } from 'vitest';
import { canonOf, carried } from './fixtures.ts';

const values = { api: 'p_api', sso: 'p_sso', sla: 'p_sla' };
const right = { side: 'right', values } as const;
const unknown = { invalid: 'unknown_option' };

describe('a picklist', () => {
  it('is compared in the CRM’s codes and written in each side’s own', () => {
    expect(canonOf('picklist', 'api', { values })).toBe('api');
    expect(canonOf('picklist', 'p_api', right)).toBe('api');
    expect(carried('picklist', 'api', 'right', { values })).toBe('p_api');
    expect(carried('picklist', 'p_api', 'left', { values })).toBe('api');
  });

  it.each(['enterprise_plus', 'API', 'p_api', 'api ', 'constructor', '__proto__', 'toString'])(
    '%s is no option, and nothing is guessed',
    (plain) => {
      expect(canonOf('picklist', plain, { values })).toEqual(unknown);
      expect(carried('picklist', plain, 'right', { values })).toEqual(unknown);
    },
  );

  it('on the helpdesk takes only the helpdesk’s codes', () => {
    expect(canonOf('picklist', 'api', right)).toEqual(unknown);
  });

  it('without a table has the same codes on both sides', () => {
    expect(carried('picklist', 'gold', 'right')).toBe('gold');
  });
});

describe('a multi-select', () => {
  it.each([
    [['sso', 'api', 'sla', 'api'], { values }],
    [['p_sso', 'p_api', 'p_sla'], right],
    [['', 'api', 'sla', 'sso'], { values }],
  ] as const)('%j is a set', (plain, rest) => {
    expect(canonOf('multi_select', plain, rest)).toEqual(['api', 'sla', 'sso']);
  });

  it('of nothing is empty', () => {
    for (const plain of [null, '', [], ['']]) expect(canonOf('multi_select', plain, { values })).toBeNull();
    expect(carried('multi_select', [], 'left', { values })).toEqual([]);
  });

  it('is written whole, in each side’s codes', () => {
    expect(carried('multi_select', ['p_api'], 'left', { values })).toEqual(['api']);
    expect(carried('multi_select', ['sso', 'api'], 'right', { values })).toEqual(['p_api', 'p_sso']);
  });

  it('with one unknown option is refused: the rest would take it out on the other side', () => {
    expect(canonOf('multi_select', ['api', 'new'], { values })).toEqual(unknown);
    expect(canonOf('multi_select', ['api', 'constructor'], { values })).toEqual(unknown);
  });

  it('is no single text', () => {
    expect(canonOf('multi_select', 'api;sso', { values })).toEqual({ invalid: 'wrong_shape' });
  });
});
