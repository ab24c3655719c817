import { pageKinds } from '@sidelight/api/connectors/catalogue.ts';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { createPageReader } from '@sidelight/api/connectors/page-reader.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import type { PageKind } from '@sidelight/shared/map/system.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answer, type Call, reset, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let nowMs: number;
let reader: ReturnType<typeof createPageReader>;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => {
  nowMs = Date.parse('2026-11-26T12:00:00Z');
  upstream.calls.length = 0;
  reader = createPageReader({
    kinds: pageKinds,
    open: (baseUrl) => createHttpClient({ baseUrl, headers: {}, now: () => nowMs }),
    now: () => nowMs,
  });
});
afterEach(() => reader.close());

/** What a page with these paths is said to say; a path it does not have is a page that is not there. */
async function says(kind: PageKind, pages: Readonly<Record<string, unknown>>) {
  const known = new Map(Object.entries(pages));
  upstream.behave((call: Call, res) => {
    const body = known.get(call.path);
    const isThere = body !== undefined;
    answer(
      isThere ? 200 : 404,
      isThere ? body : '<h1>?</h1>',
      isThere ? {} : { 'content-type': 'text/html' },
    )(call, res);
  });
  try {
    return (await reader.read({ url: upstream.url, kind }, 0)).says;
  } catch (error) {
    if (isUpstreamError(error)) return error.reason;
    throw error;
  }
}

describe('Statuspage', () => {
  const calm = {
    status: { indicator: 'none', description: 'All Systems Operational' },
    ...{ components: [], incidents: [], scheduled_maintenances: [] },
  };
  const page = (over: object) => says('statuspage', { '/api/v2/summary.json': { ...calm, ...over } });
  const component = (name: string, status: unknown, over: object = {}) => ({ id: name, name, status, ...over });

  it.each([
    ['none', 'operational'],
    ['minor', 'degraded'],
    ['major', 'outage'],
    ['critical', 'outage'],
    ['maintenance', 'maintenance'],
    ['a word of next year', 'unknown'],
  ])('%s is %s', async (indicator, state) => {
    expect(await page({ status: { indicator, description: 'As they say' } })).toEqual({ state, text: 'As they say' });
    expect(await page({ status: { indicator, description: null } })).toEqual({ state });
  });

  it('its parts are read where its summary is calm', async () => {
    const components = [component('Files', 'operational'), component('Search', 'major_outage'), component('All', '')];
    expect(await page({ components })).toEqual({ state: 'outage', text: 'Search' });
    expect(
      await page({ components: [component('EU', 'degraded_performance'), component('US', 'under_maintenance')] }),
    ).toEqual({ state: 'degraded', text: 'EU' });
    expect(await page({ components: [component('Group', 'major_outage', { group: true }), { id: 'odd' }] })).toEqual({
      ...{ state: 'operational', text: 'All Systems Operational' },
    });
    const scheduled_maintenances = [
      { name: 'Next week', status: 'scheduled' },
      { name: 'Database', status: 'in_progress' },
    ];
    expect(await page({ scheduled_maintenances })).toEqual({ state: 'maintenance', text: 'Database' });
    expect(await page({ components: null, scheduled_maintenances: null })).toMatchObject({ state: 'operational' });
  });

  it('a sentence is cut between characters', async () => {
    const found = await page({ status: { indicator: 'major', description: '🛑'.repeat(300) } });
    expect(found).toEqual({ state: 'outage', text: `${'🛑'.repeat(199)}…` });
  });
});

describe('the helpdesk’s own', () => {
  const incident = (over: object) => ({
    ...{ id: '1', type: 'incident' },
    attributes: { title: 'Slow views', impact: 'minor', outage: false, degradation: true, resolved_at: null, ...over },
  });
  const window = (from: string, to: string) => ({
    ...{ id: '2', type: 'incident' },
    attributes: { title: 'Move of pod 9', maintenance_start_time: from, maintenance_end_time: to },
  });
  const page = (active: unknown[], maintenance: unknown[] = []) =>
    says('zendesk', {
      '/api/incidents/active': { data: active, included: [] },
      '/api/incidents/maintenance': { data: maintenance, included: [] },
    });

  it('tells the worst incident, and the maintenance of this moment', async () => {
    expect(await page([])).toEqual({ state: 'operational' });
    expect(await page([incident({})])).toEqual({ state: 'degraded', text: 'Slow views' });
    expect(await page([incident({}), incident({ title: 'No e-mail', outage: true })])).toEqual({
      ...{ state: 'outage', text: 'No e-mail' },
    });
    expect(await page([incident({ impact: 'major' })])).toMatchObject({ state: 'outage' });
    expect(await page([incident({ resolved_at: '2026-11-26T11:00:00Z' })])).toEqual({ state: 'operational' });
    expect(await page([], [window('2026-11-26T11:00:00Z', '2026-11-26T13:00:00Z')])).toEqual({
      ...{ state: 'maintenance', text: 'Move of pod 9' },
    });
    expect(await page([], [window('2026-11-27T11:00:00Z', '2026-11-27T13:00:00Z')])).toEqual({ state: 'operational' });
  });
});

describe('incident.io', () => {
  const page = (over: object) =>
    says('incident_io', {
      '/api/v1/summary': {
        ...{ page_title: 'Harbour', page_url: 'https://status.harbour.example' },
        ...{
          ongoing_incidents: [],
          in_progress_maintenances: [],
          scheduled_maintenances: [{ name: 'Later' }],
          ...over,
        },
      },
    });
  const incident = (name: string, current_worst_impact: unknown) => ({ id: name, name, current_worst_impact });

  it('tells the worst incident, and maintenance under way', async () => {
    expect(await page({})).toEqual({ state: 'operational' });
    expect(await page({ ongoing_incidents: [incident('Slow', 'degraded_performance')] })).toEqual({
      ...{ state: 'degraded', text: 'Slow' },
    });
    const two = [incident('Slow', 'degraded_performance'), incident('Down', 'full_outage')];
    expect(await page({ ongoing_incidents: two })).toEqual({ state: 'outage', text: 'Down' });
    expect(await page({ ongoing_incidents: [incident('New', null)] })).toMatchObject({ state: 'degraded' });
    expect(await page({ in_progress_maintenances: [{ id: 'm', name: 'Upgrade' }] })).toEqual({
      ...{ state: 'maintenance', text: 'Upgrade' },
    });
  });
});

describe('Instatus', () => {
  const page = (summary: object, components?: unknown[]) =>
    says('instatus', {
      '/summary.json': { page: { name: 'Harbour', url: 'https://harbour.instatus.com', status: 'UP' }, ...summary },
      ...(components && { '/v2/components.json': { components } }),
    });

  it('tells incidents, maintenance under way and components', async () => {
    expect(await page({})).toEqual({ state: 'operational' });
    expect(await page({ page: { status: 'HASISSUES' } })).toEqual({ state: 'degraded' });
    expect(await page({ page: { status: 'SOMEMAJOROUTAGE' } })).toEqual({ state: 'outage' });
    expect(await page({ page: { status: 'NEWWORD' } })).toEqual({ state: 'unknown' });
    const down = { name: 'API is down', status: 'INVESTIGATING', impact: 'MAJOROUTAGE' };
    expect(await page({ activeIncidents: [down] })).toEqual({ state: 'outage', text: 'API is down' });
    expect(await page({ activeIncidents: [{ ...down, status: 'RESOLVED' }] })).toEqual({ state: 'operational' });
    const planned = { name: 'Move', status: 'NOTSTARTEDYET' };
    expect(await page({ activeMaintenances: [planned] })).toEqual({ state: 'operational' });
    expect(await page({ activeMaintenances: [{ ...planned, status: 'INPROGRESS' }] })).toEqual({
      ...{ state: 'maintenance', text: 'Move' },
    });
    const components = [
      { id: 'c1', name: 'App', status: 'OPERATIONAL' },
      { id: 'c2', name: 'API', status: 'PARTIALOUTAGE' },
    ];
    expect(await page({}, components)).toEqual({ state: 'outage', text: 'API' });
  });
});

describe('a page that cannot be read', () => {
  it.each<[PageKind, string]>([
    ['statuspage', '/api/v2/summary.json'],
    ['incident_io', '/api/v1/summary'],
    ['instatus', '/summary.json'],
    ['zendesk', '/api/incidents/active'],
  ])('%s: of another shape, it says nothing', async (kind, path) => {
    expect(await says(kind, {})).toBe('not_configured');
    for (const body of [{}, [], { data: { id: '1' } }, { status: 'ok' }])
      expect(await says(kind, { [path]: body, '/api/incidents/maintenance': { data: [] } })).toBe('bad_answer');
  });

  it('when nothing of what is under way can be understood, it is not calm', async () => {
    const summary = { ongoing_incidents: [{ id: 'x' }], in_progress_maintenances: [] };
    expect(await says('incident_io', { '/api/v1/summary': summary })).toBe('bad_answer');
    const pages = { '/api/incidents/active': { data: [{ id: '1' }] }, '/api/incidents/maintenance': { data: [] } };
    expect(await says('zendesk', pages)).toBe('bad_answer');
  });
});

describe('how often', () => {
  const page = () => ({ url: upstream.url, kind: 'statuspage' as const });

  it('it is asked once, whoever wants to know, and again when that is too old', async () => {
    upstream.behave(answer(200, { status: { indicator: 'none' } }));
    const both = await Promise.all([reader.read(page(), 60_000), reader.read(page(), 60_000)]);
    expect(both[0]).toEqual(both[1]);
    nowMs += 59_999;
    await reader.read(page(), 60_000);
    expect(upstream.calls).toHaveLength(1);
    nowMs += 1;
    expect((await reader.read(page(), 60_000)).readAtMs).toBe(nowMs);
    expect(upstream.calls).toHaveLength(2);
  });

  it('one that does not answer is not asked again sooner', async () => {
    upstream.behave(reset);
    for (let i = 0; i < 3; i += 1)
      await expect(reader.read(page(), 60_000)).rejects.toMatchObject({ reason: 'unreachable' });
    expect(upstream.calls).toHaveLength(1);
  });
});
