import { describe, expect, it } from 'vitest';
import { matchIssues, topic } from './match-issues.ts';

const issue = (change: object) => ({
  id: '1',
  title: 'Exports time out',
  status: 'Identified',
  tone: 'warn',
  since: '2026-11-23T09:12:00Z',
  workaround: null,
  url: null,
  sentence: null,
  topics: ['Exports'],
  isGlobal: false,
  ...change,
});

describe('known issues of a ticket', () => {
  it.each([
    ['Single sign-on', 'single_sign_on'],
    ['API / Webhooks', 'api-webhooks'],
    ['Größe', 'GRÖSSE'.toLowerCase().replace('ss', 'ß')],
  ])('meets %s by the tag %s', (component, tag) => expect(topic(component)).toBe(topic(tag)));

  it('are those whose component or label is a tag of the ticket, worst first; the rest is counted', () => {
    const found = [
      issue({ id: 'a', tone: 'neutral' }),
      issue({ id: 'b', tone: 'bad', topics: ['sso', 'exports'] }),
      issue({ id: 'c', topics: ['billing'] }),
    ];
    const matched = matchIssues(found, ['exports', 'vip']);
    expect(matched?.items.map((i) => [i.id, i.matched])).toEqual([
      ['b', ['exports']],
      ['a', ['Exports']],
    ]);
    expect(matched?.elsewhere).toBe(1);
  });

  it('include what touches everybody, and leave out what is null', () => {
    const [only] = matchIssues([issue({ isGlobal: true, topics: [] })], [])?.items ?? [];
    expect(only).toMatchObject({ matched: [], since: '2026-11-23T09:12:00Z' });
    expect(only && 'workaround' in only).toBe(false);
  });

  it('name a topic once, however it is written', () => {
    const [only] =
      matchIssues([issue({ topics: ['api', 'Api', 'Web Hooks', 'web_hooks'] })], ['api', 'web-hooks'])?.items ?? [];
    expect(only?.matched).toEqual(['Api', 'Web Hooks']);
  });

  it('are nothing when the answer is no list of issues', () => {
    expect(matchIssues('<html>', ['exports'])).toBeUndefined();
  });
});

describe('the state of an issue', () => {
  const words: Readonly<Record<string, { label: string; tone: 'good' | 'bad' }>> = {
    indeterminate: { label: 'Being fixed', tone: 'bad' },
    monitoring: { label: 'Monitoring: fix is out', tone: 'good' },
  };
  const shown = (change: object) =>
    matchIssues([issue(change)], ['exports'], (code) => words[code])?.items.map(({ status, tone }) => [
      status,
      tone,
    ])[0];

  it.each([
    ['by its own status', { status: 'Monitoring', tone: 'bad' }, ['Monitoring: fix is out', 'good']],
    [
      'by its kind, whatever the team calls it',
      { status: 'In Progress', phase: 'indeterminate' },
      ['Being fixed', 'warn'],
    ],
    ['as grave as it is', { status: 'In Progress', phase: 'indeterminate', tone: 'bad' }, ['Being fixed', 'bad']],
    ['as it came where the map has no word', { status: 'Parked' }, ['Parked', 'warn']],
  ] as const)('is said %s', (_, change, expected) => expect(shown(change)).toEqual(expected));
});
