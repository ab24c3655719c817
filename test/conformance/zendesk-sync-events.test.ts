import { createHmac } from 'node:crypto';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { readRecordEvent, syncSubscriptions } from '@sidelight/api/connectors/zendesk/sync/events.ts';
import { organizations, users } from '@sidelight/api/connectors/zendesk/sync/kinds.ts';
import { type CustomField, readProperties } from '@sidelight/api/connectors/zendesk/sync/properties.ts';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { credentialsOf } from '../world/caller.ts';
import { type Listening, listen } from '../world/listen.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let receiver: Listening;
let definitions: readonly CustomField[];
const received: { body: string; isSigned: boolean }[] = [];

beforeAll(async () => {
  const app = express();
  app.use(express.text({ type: '*/*' }));
  app.post('/*path', (req, res) => {
    const body = String(req.body);
    const stamp = req.get('x-zendesk-webhook-signature-timestamp') ?? '';
    const signed = createHmac('sha256', world.env().ZENDESK_WEBHOOK_SECRET!).update(`${stamp}${body}`).digest('base64');
    received.push({ body, isSigned: req.get('x-zendesk-webhook-signature') === signed });
    res.status(204).end();
  });
  receiver = await listen(app, 0);
  world = await startWorld({ customers: 5, apiUrl: receiver.url });
  const headers = credentialsOf(world.env()).zendesk;
  const http = createHttpClient({ baseUrl: new URL(world.urls.zendesk), headers, now: Date.now });
  const signal = AbortSignal.timeout(5000);
  definitions = [
    ...(await readProperties(http, users, signal)),
    ...(await readProperties(http, organizations, signal)),
  ];
  await http.close();
});
afterAll(() => Promise.all([world.stop(), receiver.close()]));
beforeEach(() => void received.splice(0));

const at = '2026-11-03T10:00:00Z';
const edit = async (path: string, body: object) => {
  const answer = await fetch(`${world.controlUrl}/helpdesk/${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(204);
  await world.webhooks.settled();
};
const told = () =>
  received.map(({ body }) =>
    readRecordEvent(JSON.parse(body), {
      properties: [
        ...(['name', 'email', 'phone', 'time_zone'] as const).map((name) => ({ name, type: name })),
        { name: 'locale', type: 'language' },
        ...definitions.map(({ name, types }) => ({ name, type: types?.[0] ?? 'text' })),
      ],
      fields: new Map(definitions.map(({ fieldId, name }) => [fieldId, name])),
    }),
  );
const person = () => world.company.customer(0).users[0]!;

describe('what a person edits in the helpdesk', () => {
  it('is told field by field, with both values, the documented detail and a good signature', async () => {
    const { id, name } = person();
    const user = {
      name: 'New Name',
      phone: '+44 20 7946 0999',
      time_zone: 'Berlin',
      user_fields: { plan_tier: 'plan_pro' },
    };
    await edit(`users/${id}`, { user, at });
    const about = { object: 'user', id: String(id), versionMs: Date.parse(at), kind: 'changed' };
    expect(told().flatMap((event) => event ?? [])).toEqual(
      expect.arrayContaining([
        { ...about, property: 'name', current: 'New Name', previous: name },
        { ...about, property: 'phone', current: '+442079460999' },
        { ...about, property: 'time_zone', current: 'Europe/Berlin', previous: 'America/New_York' },
        { ...about, property: 'user_fields.plan_tier', current: 'plan_pro', previous: null },
      ]),
    );
    expect(received.every(({ isSigned }) => isSigned)).toBe(true);
    for (const { body } of received) {
      const { type, detail } = JSON.parse(body);
      const names = [
        'created_at',
        'email',
        'external_id',
        'default_group_id',
        'id',
        'organization_id',
        'role',
        'updated_at',
      ];
      expect(Object.keys(detail).sort()).toEqual(names.sort());
      // Tags come with a list's value; nobody synchronises them here.
      expect(type.endsWith('tags_changed') || syncSubscriptions.includes(type)).toBe(true);
    }
  });

  it('has no event for language, shared numbers, an organisation’s domains, notes and merge', async () => {
    const { id, organizationId } = person();
    const other = world.company.customer(1).users[0]!;
    await edit(`users/${other.id}`, { user: { phone: '+4930123456' } });
    received.splice(0);
    await edit(`users/${id}`, { user: { locale: 'de', phone: '+4930123456' } });
    await edit(`organizations/${organizationId}`, {
      organization: { domain_names: ['x.example'], notes: 'n', details: 'd' },
    });
    expect(world.people.directory.user(id)?.sharedPhone).toBe('+4930123456');
    // The number it had is no longer its own.
    expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(['zen:event-type:user.identity_deleted']);
  });

  it('an address typed in on the page becomes the primary one', async () => {
    const { id, email } = world.company.customer(2).users[0]!;
    await edit(`users/${id}`, { user: { email: 'Typed@In.example' } });
    const changes = told().filter((event) => event?.kind === 'changed' && event.property === 'email');
    expect(changes).toContainEqual(expect.objectContaining({ current: 'typed@in.example', previous: email }));
  });

  it('a merge of users is told with who is left', async () => {
    const [loser, winner] = [world.company.customer(3).users[0]!, world.company.customer(4).users[0]!];
    const url = `${world.controlUrl}/helpdesk/users/${loser.id}/merge`;
    const headers = { 'content-type': 'application/json' };
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ into: winner.id }) });
    await world.webhooks.settled();
    expect(told()).toContainEqual(
      expect.objectContaining({ id: String(loser.id), kind: 'merged', into: String(winner.id) }),
    );
    expect(world.people.directory.userByIdentity('email', loser.email!)?.id).toBe(winner.id);
  });
});

describe('custom fields', () => {
  it('are described with what they can be in the map', () => {
    const of = (name: string) => definitions.find((one) => one.name === name);
    expect(of('user_fields.is_vip')).toMatchObject({ types: ['boolean'], isArchived: false });
    expect(of('user_fields.plan_tier')?.options).toContainEqual(expect.objectContaining({ value: 'plan_pro' }));
    expect(of('organization_fields.renewal_date')).toMatchObject({ types: ['date'] });
  });
});
