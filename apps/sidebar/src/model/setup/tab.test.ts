import { describe, expect, it } from 'vitest';
import { tabByKey, tabIn, tabsOf, withTab } from './tab.ts';

const all = tabsOf('admin');

describe('the tab in the address', () => {
  it.each([
    ['', 'status'],
    ['#tab=setup', 'setup'],
    ['#tab=sync', 'sync'],
    ['#tab=status', 'status'],
    ['#tab=__proto__', 'status'],
    ['#origin=https%3A%2F%2Facme.zendesk.com&app_guid=1&tab=setup', 'setup'],
  ])('%j is %s', (hash, tab) => expect(tabIn(hash, all)).toBe(tab));

  it('is the first one where the reader has no such tab', () =>
    expect(tabIn('#tab=setup', tabsOf('lead'))).toBe('status'));

  it('leaves what the helpdesk wrote as it was', () => {
    const theirs = '#origin=https%3A%2F%2Facme.zendesk.com&app_guid=a-1';
    expect(withTab(theirs, 'setup')).toBe(`${theirs}&tab=setup`);
    expect(withTab(`${theirs}&tab=setup`, 'status')).toBe(`${theirs}&tab=status`);
    expect(withTab('', 'setup')).toBe('#tab=setup');
  });
});

it.each([
  ['ArrowRight', 'status', 'sync'],
  ['ArrowRight', 'sync', 'setup'],
  ['ArrowRight', 'setup', 'audit'],
  ['ArrowRight', 'audit', 'privacy'],
  ['ArrowRight', 'privacy', 'status'],
  ['ArrowLeft', 'status', 'privacy'],
  ['Home', 'setup', 'status'],
  ['End', 'status', 'privacy'],
  ['Enter', 'status', undefined],
] as const)('%s on %s leads to %s', (key, from, to) => expect(tabByKey(key, from, all)).toBe(to));
