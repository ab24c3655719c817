import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { createStatuspage } from '@sidelight/api/connectors/statuspage/connector.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answer, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

const page = { id: 'pg1', name: 'Harbour', url: 'https://status.harbour.example', updated_at: '2026-11-26T07:00:00Z' };
const calm = {
  ...{ page, status: { indicator: 'none', description: 'All Systems Operational' } },
  ...{ components: [], incidents: [], scheduled_maintenances: [] },
};
const incident = (id: string, over: object = {}) => ({
  ...{ id, name: `Fault ${id}`, status: 'identified', impact: 'major', created_at: '2026-11-26T06:00:00Z' },
  ...{ components: [{ id: 'c1', name: 'Imports', status: 'major_outage' }] },
  ...over,
});

async function read(body: object) {
  upstream.behave(answer(200, body));
  const http = createHttpClient({ baseUrl: upstream.url, headers: {}, now: Date.now });
  const settings = { environment: 'live', options: {}, ask: () => [], consoleUrl: page.url } as const;
  const { reads } = createStatuspage(http, settings);
  try {
    const found = await reads.incidents?.({ by: 'tenant', value: 'harbour' }, AbortSignal.timeout(5000));
    const { items } = IssuesRecord.parse(found?.record);
    const told = items.map(({ id, title, tone, isGlobal, url }) => ({ id, title, tone, isGlobal, url }));
    return { told, ids: items.map(({ id }) => id), topics: items.flatMap(({ topics }) => topics), gaps: found?.gaps };
  } catch (error) {
    if (isUpstreamError(error)) return { reason: error.reason };
    throw error;
  } finally {
    await http.close();
  }
}

it('a calm page is nothing, for certain', async () => {
  expect(await read(calm)).toEqual({ told: [], ids: [], topics: [], gaps: undefined });
  expect(await read({ page: { ...page, updated_at: null }, incidents: [] })).toMatchObject({ ids: [] });
});

it('a component that is down is told although nobody wrote an incident', async () => {
  const components = [
    { id: 'c1', name: 'Imports', status: 'major_outage', group: false },
    { id: 'c2', name: 'Reports', status: 'operational', group: false },
  ];
  expect(await read({ ...calm, components })).toMatchObject({ ids: ['component-c1'], topics: ['Imports'] });
});

it.each([
  ['none', 'major_outage', 'bad'],
  ['none', 'partial_outage', 'warn'],
  ['maintenance', 'major_outage', 'bad'],
  ['minor', 'major_outage', 'bad'],
  ['major', 'operational', 'bad'],
  ['none', 'operational', 'neutral'],
])('an incident of impact %s that names a component in %s is %s', async (impact, status, tone) => {
  // The incident's own copy is of the moment it was written.
  const incidents = [incident('i1', { impact, components: [{ id: 'c1', name: 'Imports', status: 'operational' }] })];
  const components = [{ id: 'c1', name: 'Imports', status, group: false }];
  expect(await read({ ...calm, incidents, components })).toMatchObject({ told: [{ id: 'i1', tone }] });
});

it.each([
  ['minor', 'warn'],
  ['major', 'bad'],
  ['critical', 'bad'],
  ['a word of next year', 'warn'],
])('a page that says %s and lists nothing is told in its own words', async (indicator, tone) => {
  const status = { indicator, description: 'Partial System Outage' };
  const item = { id: 'page', title: 'Partial System Outage', tone, isGlobal: true, url: page.url };
  expect(await read({ ...calm, status })).toMatchObject({ told: [item] });
  expect(await read({ ...calm, status, incidents: [incident('i1')] })).toMatchObject({ ids: ['i1'] });
});

it.each([{ indicator: 'maintenance', description: 'Service Under Maintenance' }, null, 'text', { indicator: 7 }])(
  'a page whose state is %j says nothing more',
  async (status) => {
    expect(await read({ ...calm, status })).toMatchObject({ ids: [], gaps: undefined });
  },
);

it('a group that is down while none of its members is, is told', async () => {
  const group = { id: 'g1', name: 'Sign-in', status: 'major_outage', group: true };
  const member = { id: 'c1', name: 'EU', status: 'operational', group: false, group_id: 'g1' };
  const status = { indicator: 'major', description: 'Partial System Outage' };
  expect(await read({ ...calm, status, components: [group, member] })).toMatchObject({
    told: [{ id: 'component-g1', title: 'Sign-in', tone: 'bad', isGlobal: false }],
  });
  const down = { ...member, status: 'partial_outage' };
  expect(await read({ ...calm, status, components: [group, down] })).toMatchObject({ ids: ['component-c1'] });
});

it('maintenance under way is told, maintenance to come is not', async () => {
  const scheduled_maintenances = [
    incident('m1', { status: 'in_progress', impact: 'maintenance' }),
    incident('m2', { status: 'scheduled', impact: 'maintenance' }),
  ];
  expect(await read({ ...calm, scheduled_maintenances })).toMatchObject({ ids: ['m1'] });
});

it.each([
  ['without an impact', { impact: undefined }],
  ['with components that are null', { components: null }],
  ['with a component of no state', { components: [{ id: 'c1', name: 'Imports', status: '' }] }],
  ['without a time', { created_at: null }],
])('an incident %s is shown', async (_name, over) => {
  const incidents = [incident('i1', over), incident('i2')];
  expect(await read({ ...calm, incidents })).toMatchObject({ ids: ['i1', 'i2'], gaps: undefined });
});

it.each([
  ['an incident', { incidents: [incident('i1'), incident('i2', { name: null })] }],
  ['an incident that is none', { incidents: [incident('i1'), 'text'] }],
  ['the only component', { incidents: [incident('i1')], components: [{ id: 'c2' }] }],
  [
    'maintenance',
    { incidents: [incident('i1')], scheduled_maintenances: [incident('m0', { status: 'scheduled' }), { id: 'm1' }] },
  ],
])('%s nobody can read is left out and counted', async (_name, over) => {
  expect(await read({ ...calm, ...over })).toMatchObject({
    ...{ ids: ['i1'], gaps: { isCutShort: false, leftOut: 1 } },
  });
});

it('when none of them can be read, the answer is no good', async () => {
  expect(await read({ ...calm, incidents: [{ id: 'i1' }] })).toEqual({ reason: 'bad_answer' });
});

it('an incident, maintenance or component that comes twice is one, as it was said last', async () => {
  const maintenance = incident('m1', { status: 'in_progress', components: [] });
  const part = { id: 'c9', name: 'Exports', status: 'partial_outage' };
  const twice = {
    ...{ incidents: [incident('i1', { name: 'Before' }), incident('i1')] },
    ...{ scheduled_maintenances: [maintenance, maintenance], components: [part, part] },
  };
  const found = await read({ ...calm, ...twice });
  expect(found.ids).toEqual(['i1', 'm1', 'component-c9']);
  expect(found.told?.[0]?.title).toBe('Fault i1');
});
