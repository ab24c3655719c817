import * as sent from '@sidelight/api/connectors/zendesk/fixtures.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bench.ts';
import { answer, type Behaviour, startUpstream, type Upstream } from './upstream.ts';
import { zendesk } from './vendors/zendesk.ts';

let upstream: Upstream;
const open: Bench[] = [];
beforeAll(async () => {
  upstream = await startUpstream();
});
afterEach(() => Promise.all(open.splice(0).map((bench) => bench.close())));
afterAll(() => upstream.stop());

/** One read of the real connector over HTTP, while the vendor answers like that. */
function ask(read: string, behaviour: Behaviour) {
  const found = zendesk().reads.find((one) => one.read === read)!;
  upstream.behave(behaviour);
  const bench = openBench(zendesk(), found, upstream);
  open.push(bench);
  return { found: () => bench.ask(found.subject), refusal: () => bench.refusal() };
}

describe('what Zendesk calls nullable', () => {
  const { requesterUser, agentUser, organization, ticket, ticketAnswer } = sent;

  it.each<[string, string, unknown]>([
    ['user_fields', 'ticket', { ...ticketAnswer, users: [{ ...requesterUser, user_fields: null }] }],
    [
      'organization_fields',
      'ticket',
      { ...ticketAnswer, organizations: [{ ...organization, organization_fields: null }] },
    ],
    ['the name of a user', 'ticket', { ...ticketAnswer, users: [{ ...requesterUser, name: null }] }],
    ['the name of an organisation', 'ticket', { ...ticketAnswer, organizations: [{ ...organization, name: null }] }],
    ['tags', 'ticket', { ...ticketAnswer, ticket: { ...ticket, tags: null } }],
    [
      'a status of the account’s own',
      'ticket',
      { ...ticketAnswer, ticket: { ...ticket, status: 'hold', custom_status_id: 9 } },
    ],
    [
      'user_fields of somebody without a ticket',
      'requester',
      { ...sent.userAnswer, user: { ...requesterUser, user_fields: null } },
    ],
  ])('%s', async (_name, read, body) => {
    const found = await ask(read, answer(200, body)).found();
    expect(found?.record).toMatchObject({ requester: { id: '35436' } });
  });

  it('organizations where nobody on the ticket has one', async () => {
    const users = [{ ...requesterUser, organization_id: null }];
    const body = { ticket: { ...ticket, organization_id: null }, users, organizations: null };
    expect((await ask('ticket', answer(200, body)).found())?.record).toMatchObject({ organization: null });
  });

  it('the language of an agent, who then has the account’s', async () => {
    const body = (call: { path: string }) =>
      call.path.endsWith('/groups') ? sent.groupsAnswer : { user: { ...agentUser, locale: null, name: null } };
    const { found } = ask('agent', (call, res) => answer(200, body(call))(call, res));
    expect((await found())?.record).toMatchObject({ id: '7004', locale: '', name: '' });
  });

  it.each([
    ['an assignee that lacks what everybody has', { id: 7004, name: 'Lena Adler' }],
    ['somebody in copy with an odd address', { ...agentUser, id: 9, email: 7, active: null }],
    ['an empty entry', null],
    ['an entry without an id', { name: 'Lena Adler' }],
    ['an entry that is text', 'Lena Adler'],
  ])('not the whole ticket goes with %s', async (_name, odd) => {
    const body = { ...ticketAnswer, users: [odd, requesterUser] };
    expect((await ask('ticket', answer(200, body)).found())?.record).toMatchObject({ requester: { id: '35436' } });
  });

  it('nor with an empty entry beside the organisation, whose number is read as text', async () => {
    const organizations = [null, { ...organization, external_id: 7788, organization_fields: null }];
    const body = { ...ticketAnswer, organizations };
    const found = await ask('ticket', answer(200, body)).found();
    expect(found?.record).toMatchObject({ organization: { id: String(organization.id), externalId: '7788' } });
  });

  it('a role nobody knows stays refused', async () => {
    const body = (call: { path: string }) =>
      call.path.endsWith('/groups') ? sent.groupsAnswer : { user: { ...agentUser, role: 'owner' } };
    const { refusal } = ask('agent', (call, res) => answer(200, body(call))(call, res));
    expect(await refusal()).toMatchObject({ reason: 'bad_answer' });
  });
});

describe('how far a refusal reaches', () => {
  const bare: Behaviour = answer(403, '', { 'content-type': 'text/html' });
  const page = answer(403, { error: { title: 'Forbidden', message: 'You do not have access to this page.' } });
  const scope = 'You are missing the following required scopes: read or tickets:read';

  it.each<[string, string, Behaviour, string]>([
    ['a private ticket', 'ticket', bare, 'record'],
    ['a ticket that the role of our user does not reach', 'ticket', page, 'record'],
    ['a person in another organisation', 'requester', bare, 'record'],
    ['a token without the scope', 'ticket', answer(403, { error: 'Forbidden', description: scope }), 'read'],
    [
      'the same in the words of a page',
      'ticket',
      answer(403, { error: { title: 'Forbidden', message: scope } }),
      'read',
    ],
    ['groups', 'groups', page, 'read'],
    ['ourselves', 'myself', bare, 'read'],
  ])('%s', async (_name, read, behaviour, concerns) => {
    expect(await ask(read, behaviour).refusal()).toMatchObject({ reason: 'forbidden', concerns });
  });

  it.each(['ticket', 'groups', 'myself'])('a credential that is no good is about everything: %s', async (read) => {
    const refusal = await ask(read, answer(401, { error: "Couldn't authenticate you" })).refusal();
    expect(refusal).toMatchObject({ reason: 'credential', concerns: 'connection' });
  });

  it('a visitor is nobody: the credential was not taken, though the answer is 200', async () => {
    expect(await ask('myself', answer(200, sent.visitorAnswer)).refusal()).toMatchObject({ reason: 'credential' });
  });
});

describe('an odd entry in a list', () => {
  const { agentAnswer, group, groupsAnswer, brandsAnswer } = sent;
  const { deleted: _, ...unmarked } = group;
  const agentIn = (groups: readonly unknown[]) =>
    ask('agent', (call, res) =>
      answer(200, call.path.endsWith('/groups') ? { ...groupsAnswer, groups } : agentAnswer)(call, res),
    );

  it.each<[string, readonly unknown[], readonly string[] | null, number]>([
    ['a group without the mark of a deleted one is there', [unmarked], ['360010'], 0],
    ['so is one whose mark is empty', [{ ...group, deleted: null }], ['360010'], 0],
    ['an odd group is left out', [null, { ...group, id: 360012, deleted: 'no' }, group], ['360010'], 2],
    ['with odd groups alone it is not known where somebody works', [null, 'Tier 1'], null, 2],
    ['a group that comes twice is one', [group, group], ['360010'], 0],
    ['nobody works in a group that a later page calls deleted', [group, { ...group, deleted: true }], [], 0],
  ])('of an agent: %s', async (_name, groups, groupIds, leftOut) => {
    const found = await agentIn(groups).found();
    expect(found?.record).toMatchObject({ id: '7004', role: 'agent', groupIds });
    expect(found?.gaps?.leftOut ?? 0).toBe(leftOut);
  });

  it.each<[string, object, object]>([
    ['groups', { ...groupsAnswer, groups: [{}, group] }, { groups: [{ id: '360010', name: 'Tier 1' }] }],
    [
      'brands',
      { ...brandsAnswer, brands: [...brandsAnswer.brands, null, ...brandsAnswer.brands] },
      { hosts: ['acme.zendesk.com', 'acme-eu.zendesk.com'] },
    ],
  ])('%s are read one by one, and each once', async (read, body, record) => {
    expect(await ask(read, answer(200, body)).found()).toMatchObject({
      record,
      gaps: { isCutShort: false, leftOut: 1 },
    });
  });

  it.each(['groups', 'brands'])('%s of which none can be understood are no answer', async (read) => {
    const body = { ...groupsAnswer, [read]: [{}, null] };
    expect(await ask(read, answer(200, body)).refusal()).toMatchObject({ reason: 'bad_answer' });
  });
});
