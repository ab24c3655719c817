import { AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { PreviewAnswer } from '@sidelight/shared/setup/preview.ts';
import { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow } from '../world/oauth/allow.ts';
import { typedKeys } from '../world/vendor-keys.ts';
import { type Product, startProduct } from './start-product.ts';

const PILOT = '360012';
const DAY_MS = 86_400_000;

let product: Product;
let admin: string;
beforeAll(async () => {
  product = await startProduct({ isNew: true });
  const { url, token } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
  const page = await (await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) })).text();
  const link = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  await fetch((await allow(link)).location!);
  admin = await product.session('admin');
});
afterAll(() => product.stop());

const call = async (method: string, path: string, body?: object, token = admin) =>
  fetch(`${product.url}/v1/setup${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json();
const keys = async () => StoredKeys.parse(await json(call('GET', '/keys'))).keys;
const preview = async (body: object) => PreviewAnswer.parse(await json(call('POST', '/preview', body)));
async function shown(body: object) {
  const answer = await preview(body);
  if (answer.kind !== 'shown') throw new Error(answer.kind);
  const fields = answer.cards.flatMap((card) => card.fields.map(({ id }) => id));
  return { ...answer, fields };
}
const views = () =>
  product.database.db
    .selectFrom('audit')
    .select(['actor_id', 'role', 'action', 'ticket_id'])
    .where('action', '=', 'context.viewed')
    .execute();

describe('keys', () => {
  it('that were given on the vendor’s own page are there with who gave them, and have no end of their own', async () => {
    const [helpdesk, ...others] = await keys();
    expect(others).toEqual([]);
    expect(helpdesk).toMatchObject({ name: 'Zendesk', kind: 'consent', by: 'Olivia Castellano', isUnusable: false });
    expect(helpdesk).not.toHaveProperty('end');
  });

  it('that were typed are there by the vendor’s word for them; one that the vendor ends within a year says by when', async () => {
    for (const [connector, inputs] of typedKeys(product.world))
      await call('POST', `/connections/${connector}`, { inputs, save: true });
    const [first, ...rest] = await keys();
    expect(first).toMatchObject({ name: 'Jira', kind: 'key', label: { en: 'API token', de: 'API-Token' } });
    const stored = Date.parse(first?.storedAt ?? '');
    expect(first?.end).toEqual({ at: new Date(stored + 365 * DAY_MS).toISOString(), isLatest: true });
    expect(rest.map(({ name, kind, end }) => [name, kind, end])).toEqual(
      expect.arrayContaining([
        ['HubSpot', 'key', undefined],
        ['Stripe', 'key', undefined],
        ['PostHog', 'key', undefined],
      ]),
    );
  });

  it('that are tried with a customer’s record leave that on record, to be found by that customer', async () => {
    const { token } = product.world.credentials.hubspot;
    const body = { inputs: { token, sample: '6100002701' }, save: false };
    expect(ConnectAnswer.parse(await json(call('POST', '/connections/hubspot', body))).test.kind).toBe('worked');
    const headers = { authorization: `Bearer ${admin}` };
    const of = await fetch(`${product.url}/v1/audit?customer=6100002701`, { headers });
    const { items } = AuditPage.parse(await of.json());
    expect(items).toMatchObject([{ action: 'connection.tested', about: 'hubspot', role: 'admin' }]);
  });

  it('keep their age and their end when the same key is tested and saved again, and at each look', async () => {
    const dates = async () =>
      (await keys())
        .map(({ name, storedAt, end }) => ({ name, storedAt, end }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const before = await dates();
    const [, inputs] = typedKeys(product.world).find(([connector]) => connector === 'jira')!;
    const { token, ...others } = inputs;
    expect(token).toBeDefined();
    for (const again of [others, inputs])
      expect(await json(call('POST', '/connections/jira', { inputs: again, save: true }))).toMatchObject({
        isSaved: true,
      });
    expect(await dates()).toEqual(before);
  });

  it('come without their values, and the key of a webhook is among them', async () => {
    await call('POST', '/webhook');
    const text = JSON.stringify(await keys());
    for (const [, inputs] of typedKeys(product.world))
      for (const name of ['token', 'key']) if (inputs[name]) expect(text).not.toContain(inputs[name]);
    expect((await keys()).find(({ kind }) => kind === 'signing_key')).toMatchObject({
      ...{ system: 'helpdesk', by: 'Olivia Castellano' },
    });
  });

  it('and previews and members are nobody’s but an admin’s', async () => {
    const lead = product.sessionAs({ tenant: 'acme', role: 'lead' });
    const answers = await Promise.all([
      call('GET', '/keys', undefined, lead),
      call('POST', '/preview', { as: 'agent', ticketId: '1001' }, lead),
      call('GET', '/rollout/members?groups=1', undefined, lead),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

describe('two looks at Setup, at different times', () => {
  it('find the same dates: only what was just checked says when it was', async () => {
    const look = async () => {
      const text = JSON.stringify(await json(call('GET', '')), (name, value) =>
        // When this answer was made, and when each piece of evidence was looked at.
        name === 'at' || name === 'measured' ? undefined : value,
      );
      return [...text.matchAll(/"(\w+)":"?(\d{4}-\d\d-\d\dT[^"]+|1[678]\d{11})/g)].map(([, name, date]) => [
        name,
        date,
      ]);
    };
    const first = await look();
    expect(first.length).toBeGreaterThan(3);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await look()).toEqual(first);
  });
});

describe('members', () => {
  it('are counted by one question a group, and not again at once', async () => {
    product.world.calls.clear();
    const ask = async () =>
      GroupMembers.parse(await json(call('GET', `/rollout/members?groups=${PILOT},${PILOT},99`))).members;
    expect(await ask(), 'nothing of one that the helpdesk does not list').toEqual([{ group: PILOT, count: 3 }]);
    await ask();
    const asked = product.world.calls.list().filter(({ path }) => path.includes(`/groups/${PILOT}/`));
    expect(asked.map(({ path }) => path)).toEqual([`/api/v2/groups/${PILOT}/users/count`]);
  });

  it('are not known where the helpdesk does not say, and no group is asked by anything but an id', async () => {
    product.world.faults.set('helpdesk', { kind: '403' });
    const answer = await json(call('GET', '/rollout/members?groups=360010'));
    product.world.faults.clear();
    expect(answer).toEqual({ members: [{ group: '360010' }] });
    expect((await call('GET', '/rollout/members?groups=../users')).status).toBe(400);
    expect((await call('GET', '/rollout/members')).status).toBe(400);
  });
});

describe('a preview', () => {
  it('has no ticket of its own before anybody has opened one', async () => {
    expect(await preview({ as: 'agent' })).toEqual({ kind: 'no_ticket' });
  });

  it('is what an agent sees, names what they do not, and says whether the rollout has reached them', async () => {
    const agent = await shown({ as: 'agent', ticketId: '1001', group: PILOT });
    const lead = await shown({ as: 'lead', ticketId: '1001' });
    expect(agent.customer).toMatchObject({ state: 'linked' });
    expect(agent.fields).toContain('payment.status');
    expect(agent.isReached).toBe(false);
    expect(lead).not.toHaveProperty('isReached');
    const more = lead.fields.filter((id) => !agent.fields.includes(id));
    expect(more.length).toBeGreaterThan(0);
    expect(agent.hidden.length).toBe(lead.hidden.length + more.length);
    expect(JSON.stringify(agent.cards), 'expressions are for admins').not.toContain('"mapping"');
  });

  it('of an agent who may open some tickets only is without the history', async () => {
    expect((await shown({ as: 'agent', ticketId: '1001' })).fields).toContain('history.tickets');
    expect((await shown({ as: 'restricted', ticketId: '1001' })).fields).not.toContain('history.tickets');
  });

  it('is a view of the admin’s in the audit, is of the ticket opened last, and leaves no agent with a ticket open', async () => {
    const last = await shown({ as: 'agent' });
    expect(last.ticketId).toBe('1001');
    const all = await views();
    expect(all.at(-1)).toEqual({ actor_id: '7005', role: 'admin', action: 'context.viewed', ticket_id: '1001' });
    expect(all.every(({ role }) => role === 'admin')).toBe(true);
    const shownLog = await product.database.db.selectFrom('shown_answers').selectAll().execute();
    expect(shownLog).toEqual([]);
  });

  it('of a ticket that is not there says so, and of nonsense is refused', async () => {
    expect(await shown({ as: 'agent', ticketId: '99999999' })).toMatchObject({
      ...{ customer: { state: 'unknown_ticket' } },
    });
    expect((await call('POST', '/preview', { as: 'admin' })).status).toBe(400);
    expect((await call('POST', '/preview', { as: 'agent', ticketId: '../1' })).status).toBe(400);
  });
});
