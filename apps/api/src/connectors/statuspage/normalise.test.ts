import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { describe, expect, it } from 'vitest';
import { incident, summary } from './fixtures.ts';
import { normaliseIncidents } from './normalise.ts';
import { WireSummary } from './wire.ts';

const items = (...incidents: object[]) =>
  normaliseIncidents(WireSummary.parse({ ...summary, incidents }), 'We are on it.').items;
const one = (over: object) => items({ ...incident, ...over })[0];

describe('an incident', () => {
  it('is read', () => {
    expect(IssuesRecord.parse({ items: items(incident) }).items).toEqual([
      {
        id: 'p31zjtct2jer',
        title: 'Exports time out on large workspaces',
        status: 'Identified',
        tone: 'warn',
        since: '2026-11-23T09:12:00.000Z',
        workaround: null,
        url: 'https://stspg.example/p31zjtct2jer',
        sentence: 'We are on it.',
        topics: ['Exports'],
        isGlobal: false,
      },
    ]);
  });

  it.each([
    ['none', 'neutral'],
    ['maintenance', 'neutral'],
    ['minor', 'warn'],
    ['major', 'bad'],
    ['critical', 'bad'],
    ['a word of next year', 'warn'],
  ])('of impact %s has the tone %s', (impact, tone) => {
    expect(one({ impact })?.tone).toBe(tone);
  });

  it('touches everybody when it names no component or is critical', () => {
    expect(one({ components: [] })?.isGlobal).toBe(true);
    expect(one({ components: undefined })?.isGlobal).toBe(true);
    expect(one({ impact: 'critical' })?.isGlobal).toBe(true);
    expect(one({ impact: 'major' })?.isGlobal).toBe(false);
  });

  it.each(['resolved', 'postmortem', 'completed'])('%s is over', (status) => {
    expect(items({ ...incident, status })).toEqual([]);
  });

  it('says an unknown status in words', () => {
    expect(one({ status: 'handed_over' })?.status).toBe('Handed over');
  });

  it('began when it was written down unless somebody knows better', () => {
    expect(one({ started_at: null })?.since).toBe('2026-11-23T09:14:03.000Z');
  });

  it.each(['javascript:alert(1)', '/relative', '', null, undefined])('does not link to %s', (shortlink) => {
    expect(one({ shortlink })?.url).toBeNull();
  });
});

it('planned maintenance is no incident', () => {
  expect(items()).toEqual([]);
});
