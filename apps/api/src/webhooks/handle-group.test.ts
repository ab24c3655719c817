import { expect, it } from 'vitest';
import type { Meaning, WebhookEvent } from '../connectors/webhook.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createWebhookWork, type WebhookDeps } from './handle.ts';
import { GROUP_AT_ONCE, type GroupedDelivery } from './ports.ts';

const { signal } = new AbortController();
const meanings: Readonly<Record<string, Meaning>> = {
  user: { kind: 'record_changed', object: 'users', id: 'u' },
  firm: { kind: 'record_changed', object: 'organizations', id: 'o' },
  ticket: { kind: 'ticket_went_on', ticketId: 't' },
  deal: { kind: 'deal_changed', id: 'd' },
  account: { kind: 'account_changed', id: 'a' },
  list: { kind: 'list_changed' },
};
const meaningOf = (_system: string, { type, detail: { id } }: WebhookEvent): Meaning | undefined => {
  const meaning = meanings[type];
  if (!meaning) return undefined;
  return 'ticketId' in meaning ? { ...meaning, ticketId: id } : 'id' in meaning ? { ...meaning, id } : meaning;
};
const delivered = (deliveryId: string, type: string, id: string, isOwn = true): GroupedDelivery => ({
  ...{ system: 'helpdesk', deliveryId, isOwn },
  delivery: { receivedAtMs: 5, event: { type, detail: { id }, isAnswer: false }, isHandled: false },
});

/** What a group of deliveries led to. `isAway`: the vendor whose deals they are does not answer. */
async function handled(group: readonly GroupedDelivery[], { isAway = false, isCalledOff = false } = {}) {
  const said: unknown[] = [];
  // What warms a context is not reached by any of these.
  const deps = {
    ...{ meaningOf, isAtWork: () => false },
    inbox: {
      find: async () => undefined,
      group: async () => group,
      markHandled: async (_tenant, all) => void said.push(['handled', all.map(({ deliveryId }) => deliveryId)]),
    },
    recordsChanged: async (...told) => void said.push(told),
    forgetEverywhere: async (system, what) => void said.push(['forgotten', system, what]),
    ticketsTold: async (ids) => void said.push(['tickets', ids]),
    dealChanged: async (_system, id) => {
      said.push(['deal', id]);
      return !isAway;
    },
  } satisfies Partial<WebhookDeps> as unknown as WebhookDeps;
  const outcome = await createWebhookWork(deps, requireTenant('acme')).handleGroup(
    'g',
    isCalledOff ? AbortSignal.abort() : signal,
  );
  return { said, outcome };
}

it('tells of each record and ticket once, all of one kind in one go', async () => {
  const { said, outcome } = await handled([
    delivered('1', 'user', '7'),
    delivered('2', 'user', '8'),
    delivered('3', 'user', '7'),
    delivered('4', 'firm', '7'),
    delivered('5', 'ticket', '9'),
    delivered('6', 'ticket', '9'),
    delivered('7', 'of no use', '1'),
  ]);
  expect(said).toEqual([
    ['helpdesk', 'users', ['7', '8']],
    ['helpdesk', 'organizations', ['7']],
    ['tickets', ['9']],
    ['handled', ['1', '2', '3', '4', '5', '6', '7']],
  ]);
  expect(outcome).toEqual({ kind: 'done' });
});

it('has what changed at a system forgotten once, however often it was told', async () => {
  const all = ['account 1', 'list 1', 'account 1', 'account 2', 'list 2'].map((text, i) => {
    const [type = '', id = ''] = text.split(' ');
    return { ...delivered(String(i), type, id), system: 'billing' };
  });
  expect((await handled(all)).said.slice(0, -1)).toEqual([
    ['forgotten', 'billing', [{ of: 'account', id: '1' }, { of: 'list' }, { of: 'account', id: '2' }]],
  ]);
});

it('does by itself what means something else by now, and comes again for what could not be done', async () => {
  const group = [delivered('1', 'user', '7'), delivered('2', 'deal', '4')];
  const { said, outcome } = await handled(group, { isAway: true });
  expect(said).toEqual([
    ['helpdesk', 'users', ['7']],
    ['deal', '4'],
    ['handled', ['1']],
  ]);
  expect(outcome).toMatchObject({ kind: 'retry' });
  expect((await handled(group)).said.at(-1)).toEqual(['handled', ['1', '2']]);
});

it('gives up what cannot be read, once everything else is done', async () => {
  const damaged: GroupedDelivery = { system: 'helpdesk', deliveryId: '1', delivery: 'damaged', isOwn: true };
  const { said, outcome } = await handled([damaged, delivered('2', 'user', '7')]);
  expect(said.at(-1)).toEqual(['handled', ['2']]);
  expect(outcome).toEqual({ kind: 'give_up', reason: 'unreadable' });
});

it('goes on until nothing of its own group is left, however many have joined it', async () => {
  const waiting = Array.from({ length: 2500 }, (_, n) => delivered(String(n), 'user', String(n)));
  const asked: number[] = [];
  const deps = {
    ...{ meaningOf, isAtWork: () => false },
    inbox: {
      find: async () => undefined,
      async group() {
        asked.push(waiting.length);
        return waiting.slice(0, GROUP_AT_ONCE);
      },
      markHandled: async (_tenant, all) => void waiting.splice(0, all.length),
    },
    recordsChanged: async () => {},
  } satisfies Partial<WebhookDeps> as unknown as WebhookDeps;
  const work = createWebhookWork(deps, requireTenant('acme'));
  expect(await work.handleGroup('g', signal)).toEqual({ kind: 'done' });
  expect([waiting, asked]).toEqual([[], [2500, 1500, 500]]);
});

it('ends where a full page cannot be read, and hands back where it is called off', async () => {
  const damaged = Array.from({ length: GROUP_AT_ONCE }, (_, n): GroupedDelivery => {
    return { system: 'helpdesk', deliveryId: String(n), delivery: 'damaged', isOwn: true };
  });
  expect((await handled(damaged)).outcome).toEqual({ kind: 'give_up', reason: 'unreadable' });
  const many = Array.from({ length: GROUP_AT_ONCE }, (_, n) => delivered(String(n), 'user', '1'));
  expect((await handled(many, { isCalledOff: true })).outcome).toMatchObject({ kind: 'retry' });
});

it('has nothing to do where all was handled', async () => {
  expect(await handled([])).toEqual({ said: [['handled', []]], outcome: { kind: 'done' } });
});

it('takes along what another group tells, and leaves the rest of that one to its own job', async () => {
  const damaged: GroupedDelivery = { system: 'helpdesk', deliveryId: '4', delivery: 'damaged', isOwn: false };
  const group = [
    ...[delivered('1', 'user', '7'), delivered('2', 'user', '8', false), delivered('3', 'deal', '4', false)],
    damaged,
  ];
  const { said, outcome } = await handled(group, { isAway: true });
  expect(said).toEqual([
    ['helpdesk', 'users', ['7', '8']],
    ['handled', ['1', '2']],
  ]);
  expect(outcome).toEqual({ kind: 'done' });
});
