import { Agent } from 'undici';
import { editUser } from '../../world/vendors/zendesk-by-hand.ts';
import { mergeUsers } from '../../world/vendors/zendesk-user-routes.ts';
import { postSigned } from '../../world/webhook-post.ts';
import type { TwoDesks } from '../two-desks.ts';
import type { Erasing } from './erasing.ts';
import type { By, Event, Happening } from './event.ts';
import type { Judge } from './judge.ts';
import type { Looks } from './look.ts';
import type { Pool } from './pool.ts';
import type { Whose } from './whose.ts';

export interface HappenDeps {
  readonly stage: TwoDesks;
  readonly pool: Pool;
  readonly judge: Judge;
  readonly whose: Whose;
  readonly looks: Looks;
  readonly erasing: Erasing;
  readonly ended: { by: By; token: string }[];
}

/** What vendors, people and machines do meanwhile. What it connects is said before it is done. */
export function createHappenings({ stage, pool, judge, whose, looks, erasing, ended }: HappenDeps) {
  const deskOf = (desk: 0 | 1) => stage.desks[desk];
  const tokenOf = ({ desk, role }: By) => stage.product().sessionAs({ tenant: deskOf(desk).tenant, role });

  const happenings: { readonly [K in Happening['kind']]: (it: Extract<Happening, { kind: K }>) => Promise<unknown> } = {
    together: ({ looks: all }) => Promise.all(all.map(play)),
    async series({ of }) {
      for (const one of of) await play(one);
    },
    async pick({ by, ticket, of, what }) {
      const { tenant } = deskOf(by.desk);
      const [{ ticketId, requesterId }, other] = [pool.at(by.desk, ticket), pool.at(by.desk, of)];
      if (what === 'pin') whose.connect(tenant, ticketId, other.ticketId);
      const body = { ticketId: String(ticketId), requesterId: String(requesterId), accountId: other.accountId };
      const answer = await stage.product().post(`/v1/links/${what}`, tokenOf(by), body);
      judge.look(`POST /v1/links/${what} of ${ticketId}`, by, 'nobody', 'masked', await answer.text());
    },
    async rename({ desk, ticket, what }) {
      const [{ tenant, world }, customer] = [deskOf(desk), pool.at(desk, ticket)];
      const owner = `${tenant} ${customer.ticketId}${what === 'person' ? ' person' : ''}`;
      if (erasing.isErased(tenant, customer.ticketId)) return;
      const name = stage.canaries.make('name', 'shown', owner);
      judge.planted();
      if (what === 'company') world.changes.setAccount(customer.accountId, { name });
      else editUser(world.people.directory, world.people.writes, customer.requesterId, { name });
    },
    async move({ desk, ticket, to }) {
      const [{ tenant, world }, customer, other] = [deskOf(desk), pool.at(desk, ticket), pool.at(desk, to)];
      if (erasing.isErased(tenant, customer.ticketId)) return;
      whose.connect(tenant, customer.ticketId, other.ticketId);
      const { accountId } = other;
      world.changes.setContact(customer.contactId, { accountIds: [accountId], primaryAccountId: accountId });
    },
    async take_address({ desk, ticket, to }) {
      const [{ tenant, world }, customer, other] = [deskOf(desk), pool.at(desk, ticket), pool.at(desk, to)];
      if (erasing.isErased(tenant, customer.ticketId) || erasing.isErased(tenant, other.ticketId)) return;
      whose.connect(tenant, customer.ticketId, other.ticketId);
      whose.connect(tenant, other.ticketId, customer.ticketId);
      world.changes.setContact(customer.contactId, { email: other.email });
    },
    async merge({ desk, ticket, to }) {
      const [{ tenant, world }, customer, other] = [deskOf(desk), pool.at(desk, ticket), pool.at(desk, to)];
      if (customer === other) return;
      if (erasing.isErased(tenant, customer.ticketId) || erasing.isErased(tenant, other.ticketId)) return;
      for (const [one, two] of [
        [customer, other],
        [other, customer],
      ] as const) {
        whose.connect(tenant, one.ticketId, two.ticketId);
        whose.wrote(tenant, one.ticketId, two.ticketId);
      }
      mergeUsers(world.people.directory, customer.requesterId, other.requesterId);
    },
    async hand_over({ desk, ticket, to }) {
      const [{ tenant, world }, customer, other] = [deskOf(desk), pool.at(desk, ticket), pool.at(desk, to)];
      if (erasing.isErased(tenant, other.ticketId)) return;
      whose.connect(tenant, customer.ticketId, other.ticketId);
      whose.wrote(tenant, other.ticketId, customer.ticketId);
      const before = world.helpdesk.ticket(customer.ticketId);
      const after = world.helpdesk.change(customer.ticketId, { requesterId: other.requesterId, organizationId: null });
      if (before && after) world.webhooks.emitChanges(before, after, undefined);
      await world.webhooks.settled();
    },
    async deliver({ desk, ticket, times, isLate, isAstray }) {
      const [{ world }, { ticketId, requesterId }] = [deskOf(desk), pool.at(desk, ticket)];
      const sample = world.tickets.find((one) => one.ticketId === ticketId);
      const record = isLate ? sample?.bundle.tickets[0] : world.helpdesk.ticket(ticketId);
      if (!record) return;
      if (isAstray) return astray(desk, { ...record });
      for (let n = 0; n < times; n++) {
        world.webhooks.emit(n === 0 ? 'created' : 'subject_changed', record);
        const name = sample?.bundle.users[0]?.name ?? '';
        const detail = { id: String(requesterId), email: sample?.bundle.users[0]?.email, name };
        const told = { subject: `zen:user:${requesterId}`, event: { current: name, previous: name } };
        world.webhooks.emitRecord({ name: 'user.name_changed', ...told, detail, atMs: Date.now() });
      }
      await world.webhooks.settled();
    },
    async fault({ desk, system, fault }) {
      const { faults } = deskOf(desk).world;
      if (fault) faults.set(system, fault);
      else faults.clear();
    },
    async later({ ms }) {
      stage.later(ms);
    },
    restart: () => stage.restart(),
    async sign_out({ by }) {
      const token = tokenOf(by);
      const answer = await fetch(`${stage.product().url}/v1/session`, {
        ...{ method: 'DELETE', headers: { authorization: `Bearer ${token}` } },
      });
      if (answer.status === 204) ended.push({ by, token });
    },
    erase: ({ desk, ticket, everywhere }) => erasing.erase(desk, ticket, everywhere),
  };

  /** Signed by one helpdesk's secret, sent to the other's address, and once without any. */
  async function astray(desk: 0 | 1, record: object): Promise<void> {
    const [{ tenant }, { tenant: to }] = [deskOf(desk), deskOf(desk === 0 ? 1 : 0)];
    const { ZENDESK_WEBHOOK_SECRET: ours = '' } = stage.desks[0].world.env();
    // The second has no webhook: whatever it might be signed by, it is not the first one's.
    const secret = desk === 0 ? ours : `${ours}x`;
    const endpoint = `${stage.product().url}/webhooks/${to}/helpdesk`;
    const body = JSON.stringify({ type: 'zen:event-type:ticket.created', detail: record });
    const connections = new Agent();
    const sent = await postSigned({ id: 'astray', endpoint, secret }, body, 1, connections, AbortSignal.timeout(5000));
    await connections.close();
    if (!sent || sent.status < 400)
      judge.tell('another_helpdesk', `POST /webhooks/${to}/helpdesk, signed by ${tenant}: ${sent?.status}`);
    judge.look(`POST /webhooks/${to}/helpdesk`, { desk, role: 'agent' }, 'nobody', 'masked', sent?.text ?? '');
  }
  const isHappening = (event: Event): event is Happening => Object.hasOwn(happenings, event.kind);
  async function play(event: Event): Promise<void> {
    // Of those that are made of others, the others.
    if (event.kind !== 'series' && event.kind !== 'together') judge.counts.events++;
    if (!isHappening(event)) return looks(event);
    // Each kind has its own, by its name.
    await (happenings[event.kind] as (one: Happening) => Promise<unknown>)(event);
  }
  return play;
}
