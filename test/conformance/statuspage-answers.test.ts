import { createHttpClient } from '@sidelight/api/connectors/http-axios.ts';
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
    return { ids: items.map(({ id }) => id), topics: items.flatMap(({ topics }) => topics), gaps: found?.gaps };
  } catch (error) {
    if (isUpstreamError(error)) return { reason: error.reason };
    throw error;
  } finally {
    await http.close();
  }
}

it('a calm page is nothing, for certain', async () => {
  expect(await read(calm)).toEqual({ ids: [], topics: [], gaps: undefined });
  expect(await read({ page: { ...page, updated_at: null }, incidents: [] })).toMatchObject({ ids: [] });
});

it('a component that is down is told although nobody wrote an incident', async () => {
  const components = [
    { id: 'c1', name: 'Imports', status: 'major_outage', group: false },
    { id: 'c2', name: 'Reports', status: 'operational', group: false },
  ];
  expect(await read({ ...calm, components })).toMatchObject({ ids: ['component-c1'], topics: ['Imports'] });
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
