import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { describe, expect, it } from 'vitest';
import { incident, summary } from './fixtures.ts';
import { normaliseSummary } from './normalise.ts';
import { WireComponent, WireIncident } from './wire.ts';

const wording = { sentence: 'We are on it.', pageUrl: 'https://status.acme.example' };
interface Parts {
  readonly incidents?: readonly object[];
  readonly maintenances?: readonly object[];
  readonly components?: readonly object[];
}
const read = ({ incidents = [], maintenances = [], components = [] }: Parts) =>
  normaliseSummary(
    {
      incidents: incidents.map((one) => WireIncident.parse(one)),
      maintenances: maintenances.map((one) => WireIncident.parse(one)),
      components: components.map((one) => WireComponent.parse(one)),
      status: null,
    },
    wording,
  ).items;
const items = (...incidents: object[]) => read({ incidents });
const one = (over: object) => items({ ...incident, ...over })[0];

describe('an incident', () => {
  it('is read', () => {
    expect(IssuesRecord.parse({ items: items(incident) }).items).toEqual([
      {
        id: 'p31zjtct2jer',
        title: 'Exports time out on large workspaces',
        status: 'Identified',
        phase: null,
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
    [null, 'warn'],
    [undefined, 'warn'],
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

  it.each([
    ['2026-11-23T03:12:00.000-06:00', '2026-11-23T09:12:00.000Z'],
    ['yesterday', '2026-11-23T09:14:03.000Z'],
  ])('that began at %s began at %s for everybody', (started_at, since) => {
    expect(one({ started_at })?.since).toBe(since);
  });

  it.each(['javascript:alert(1)', '/relative', '', null, undefined])('does not link to %s', (shortlink) => {
    expect(one({ shortlink })?.url).toBeNull();
  });
});

describe('maintenance', () => {
  const { scheduled_maintenances } = summary;
  const [planned] = scheduled_maintenances;

  it.each(['scheduled', 'completed'])('that is %s is nothing yet, or no more', (status) => {
    expect(read({ maintenances: [{ ...planned, status }] })).toEqual([]);
  });

  it.each([
    ['in_progress', 'In progress'],
    ['verifying', 'Verifying'],
  ])('that is %s is told, calmly', (status, words) => {
    const begun = { ...planned, status, started_at: null, scheduled_for: '2026-11-23T20:00:00.000Z' };
    expect(read({ maintenances: [begun] })).toMatchObject([
      { id: 'm55windowsat1', status: words, tone: 'neutral', since: '2026-11-23T20:00:00.000Z', topics: ['Exports'] },
    ]);
  });
});

describe('a component that is not operational', () => {
  const api = { id: 'c9', name: 'API', status: 'major_outage', group: false, group_id: null };

  it('is told although nobody wrote an incident', () => {
    expect(IssuesRecord.parse({ items: read({ components: [api] }) }).items).toEqual([
      {
        id: 'component-c9',
        title: 'API',
        status: 'Major outage',
        phase: null,
        tone: 'bad',
        since: null,
        workaround: null,
        url: 'https://status.acme.example',
        sentence: 'We are on it.',
        topics: ['API'],
        isGlobal: false,
      },
    ]);
  });

  it.each([
    ['under_maintenance', 'neutral'],
    ['degraded_performance', 'warn'],
    ['partial_outage', 'warn'],
    ['a word of next year', 'warn'],
  ])('%s has the tone %s', (status, tone) => {
    expect(read({ components: [{ ...api, status }] })).toMatchObject([{ tone }]);
  });

  it.each(['operational', '', null, undefined])('%j is nothing', (status) => {
    expect(read({ components: [{ ...api, status }] })).toEqual([]);
  });

  it('is told once where an open incident names it, and again where that incident is over', () => {
    const naming = { ...incident, components: [api] };
    expect(read({ incidents: [naming], components: [api] }).map(({ id }) => id)).toEqual([incident.id]);
    const past = { ...naming, status: 'resolved' };
    expect(read({ incidents: [past], components: [api] }).map(({ id }) => id)).toEqual(['component-c9']);
  });

  it('is found by the name of its group, whose own state is not told twice', () => {
    const group = { id: 'g1', name: 'Sign-in', status: 'major_outage', group: true };
    const member = { ...api, name: 'EU', group_id: 'g1' };
    expect(read({ components: [group, member] })).toMatchObject([{ title: 'EU', topics: ['EU', 'Sign-in'] }]);
  });
});
