import { describe, expect, it } from 'vitest';
import { tabByKey, tabIn, withTab } from './tab.ts';

describe('the tab in the address', () => {
  it.each([
    ['', 'status'],
    ['#tab=setup', 'setup'],
    ['#tab=status', 'status'],
    ['#tab=__proto__', 'status'],
    ['#origin=https%3A%2F%2Facme.zendesk.com&app_guid=1&tab=setup', 'setup'],
  ])('%j is %s', (hash, tab) => expect(tabIn(hash)).toBe(tab));

  it('leaves what the helpdesk wrote as it was', () => {
    const theirs = '#origin=https%3A%2F%2Facme.zendesk.com&app_guid=a-1';
    expect(withTab(theirs, 'setup')).toBe(`${theirs}&tab=setup`);
    expect(withTab(`${theirs}&tab=setup`, 'status')).toBe(`${theirs}&tab=status`);
    expect(withTab('', 'setup')).toBe('#tab=setup');
  });
});

it.each([
  ['ArrowRight', 'status', 'setup'],
  ['ArrowRight', 'setup', 'status'],
  ['ArrowLeft', 'status', 'setup'],
  ['Home', 'setup', 'status'],
  ['End', 'status', 'setup'],
  ['Enter', 'status', undefined],
] as const)('%s on %s leads to %s', (key, from, to) => expect(tabByKey(key, from)).toBe(to));
