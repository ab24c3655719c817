import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import { TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from './matrix-rows.ts';
import { viewClasses } from './view-classes.ts';
import { openViewsStage, type ViewsStage, WAS } from './views-stage.ts';

const nameOf = ({ file, method, route }: { file: string; method: string; route: string }) =>
  `${file} ${method} ${route}`;

describe('what the answer to each request shows', () => {
  it('is decided for every route that answers a GET or a POST, and for no other', () => {
    const asked = rows.filter(({ method }) => method !== 'DELETE').map(nameOf);
    expect(Object.keys(viewClasses).toSorted()).toEqual([...new Set(asked)].toSorted());
  });

  it.each(
    Object.entries(viewClasses).flatMap(([name, own]) =>
      'shows' in own && own.provedIn ? [[name, own] as const] : [],
    ),
  )('is proved elsewhere: %s', (_, { shows, provedIn }) => {
    expect(readFileSync(join(import.meta.dirname, provedIn!), 'utf8')).toContain(`'${shows}'`);
  });
});

interface Probe {
  readonly as: 'agent' | 'lead' | 'admin';
  readonly path: string;
  readonly body?: object;
  /** What of a customer stands in the answer. */
  readonly says?: string;
}

let stage: ViewsStage;
beforeAll(async () => {
  stage = await openViewsStage();
}, 120_000);
afterAll(() => stage.close());

const someone = { who: { by: 'user', text: '900010' } };
const search = { ticketId: '1001', requesterId: '900010', text: 'northwind' };
/** In this order: an incident that is over touches nobody any more. */
const probes: Readonly<Record<string, () => Probe | Promise<Probe>>> = {
  'context-route POST /v1/context': () => ({ as: 'agent', path: '/v1/context', body: { ticketId: '1001' } }),
  'links-route POST /search': () => ({ as: 'agent', path: '/v1/links/search', body: search, says: 'Northwind' }),
  'reveal-route POST /': () => ({
    ...{ as: 'agent', path: '/v1/reveal', says: '"shown"' },
    body: { ticketId: '1001', field: 'plan.worth', reason: 'contract', note: 'Asks what their contract is worth' },
  }),
  'preview-route POST /': () => ({
    ...{ as: 'admin', path: '/v1/setup/preview', body: { as: 'agent', ticketId: '1001' } },
  }),
  'status-route GET /open': () => ({ as: 'admin', path: '/v1/status/open', says: stage.customer }),
  'incidents-route GET /:id/touched': () => ({
    ...{ as: 'lead', path: `/v1/incidents/${stage.incident}/touched`, says: stage.customer },
  }),
  'incidents-route GET /:id/answers': () => ({
    ...{ as: 'lead', path: `/v1/incidents/${stage.incident}/answers`, says: WAS },
  }),
  'answers-route GET /:ticket': () => ({ as: 'agent', path: `/v1/answers/${stage.ticket}`, says: WAS }),
  'status-route GET /': async () => {
    await stage.endIncident();
    // Another person than the one who has just looked at the same.
    return { as: 'admin', path: '/v1/status', says: WAS };
  },
  'incidents-route GET /:id/post-mortem': () => ({
    ...{ as: 'lead', path: `/v1/incidents/${stage.incident}/post-mortem`, says: WAS },
  }),
  'audit-route GET /': () => ({ as: 'admin', path: '/v1/audit', says: 'context.viewed' }),
  'audit-route GET /export': () => ({ as: 'admin', path: '/v1/audit/export?format=csv', says: 'context.viewed' }),
  'privacy-route POST /show': () => ({ as: 'admin', path: '/v1/privacy/show', body: someone }),
  'privacy-route POST /export': () => ({ as: 'admin', path: '/v1/privacy/export', body: someone }),
  'privacy-route POST /erasures': () => ({ as: 'admin', path: '/v1/privacy/erasures', body: {} }),
  'privacy-route POST /erasure': async () => ({
    ...{ as: 'admin', path: '/v1/privacy/erasure', body: { id: await stage.erasureId() }, says: 'askedBy' },
  }),
  'sync-route GET /': () => ({ as: 'admin', path: '/v1/sync', says: '+12125550199' }),
  'sync-route GET /reviews': () => ({ as: 'admin', path: '/v1/sync/reviews', says: '+12125550148' }),
  'sync-route GET /letters': () => ({
    ...{ as: 'admin', path: '/v1/sync/letters?object=contact&reason=validation', says: '@' },
  }),
  'ticket-fields-route GET /:ticket/fields': () => ({
    ...{ as: 'agent', path: `/v1/tickets/${stage.theirTicket}/fields`, says: '+12125550148' },
  }),
};

const shown = Object.entries(viewClasses).flatMap(([name, own]) =>
  'shows' in own && !own.provedIn ? [[name, own.shows] as const] : [],
);

describe('values of customers', () => {
  it('are asked for in this test wherever they are shown', () => {
    expect(Object.keys(probes).toSorted()).toEqual(shown.map(([name]) => name).toSorted());
  });

  it.each(Object.keys(probes).map((name) => [name, new Map(shown).get(name)] as const))(
    'are on record before they are shown: %s, %s',
    async (name, action) => {
      const { as, path, body, says } = await probes[name]!();
      const answer = await fetch(stage.product.url + path, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${stage[as]}` },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      expect([answer.status, text]).toEqual([200, expect.stringContaining(says ?? '')]);
      const of = stage.db.selectFrom('audit').select(['action', 'role']);
      const kept = await of.where('request_id', '=', answer.headers.get('x-request-id') ?? '').execute();
      expect(kept.map((row) => row.action)).toContain(action);
      expect(new Set(kept.map(({ role }) => role))).toEqual(new Set([as]));
    },
    20_000,
  );
});

describe('who looked at one customer', () => {
  const rowsOf = async (customer: string) => {
    const headers = { authorization: `Bearer ${stage.admin}` };
    const { items } = AuditPage.parse(
      await (await fetch(`${stage.product.url}/v1/audit?customer=${customer}`, { headers })).json(),
    );
    return new Set(
      items.map(({ action, about }) => (action === 'sync.viewed' ? `${action} ${about ?? 'ticket'}` : action)),
    );
  };

  it('is found by their id for all that is seen of sync, and for what is changed at their ticket', async () => {
    const issues = `${stage.product.url}/v1/tickets/${stage.theirTicket}/issues`;
    const known = await fetch(issues, { headers: { authorization: `Bearer ${stage.agent}` } });
    const [issue] = TicketIssues.parse(await known.json()).issues;
    const linked = await fetch(issues, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stage.agent}` },
      body: JSON.stringify({ issue: issue!.id, want: 'link' }),
    });
    expect(linked.status).toBe(200);
    const of = await rowsOf(String(stage.person.userId));
    for (const action of ['sync.viewed reviews', 'sync.viewed letters', 'sync.viewed ticket', 'issue.linked'])
      expect(of).toContain(action);
    expect(await rowsOf(String(stage.other.userId))).toContain('sync.viewed dry run');
  });

  it('is found where a row has only the ticket, as of answers at risk', async () => {
    const of = await rowsOf('900010');
    for (const action of ['context.viewed', 'incident.answers_viewed']) expect(of).toContain(action);
    expect(await rowsOf('424242')).toEqual(new Set());
  });
});
