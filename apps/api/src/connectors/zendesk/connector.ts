import type {
  AgentRecord,
  BrandsRecord,
  GroupsRecord,
  MembersRecord,
  MyselfRecord,
  TicketRecord,
} from '@sidelight/shared/record/helpdesk.ts';
import { readEach } from '../each-record.ts';
import { withGaps } from '../gaps.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject, TicketMark, WebhookWish } from '../port.ts';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { readAgent, readStaff } from './agent.ts';
import { createZendeskClient } from './client.ts';
import { createHistory } from './history.ts';
import { normaliseBrands, normaliseGroups, normaliseRequester, normaliseTicket } from './normalise.ts';
import { ZendeskOptions } from './options.ts';
import { WireBrand, WireGroup } from './wire.ts';

/** Zendesk: whose ticket it is, and who is looking. */
export function createZendesk(http: HttpClient, settings: ConnectorSettings): Connector<'helpdesk'> {
  const { consoleUrl, withheld = [] } = settings;
  const { noteAuthorId } = ZendeskOptions.parse(settings.options);
  const client = createZendeskClient(http);
  const may = (...scopes: readonly string[]) => !scopes.some((scope) => withheld.includes(scope));

  async function ticket(subject: Subject, signal: AbortSignal): Promise<Answer<TicketRecord> | null> {
    const id = idOf(subject);
    const wire = await client.ticket(id, signal);
    const record = wire && normaliseTicket(wire);
    if (!wire || !record) return null;
    isAbout(id, wire.ticket);
    // Somebody wrote it, and the answer does not say who: it cannot vouch for anybody.
    if (wire.ticket.requester_id !== null && record.requester === null) throw new UpstreamError('bad_answer');
    return { record, source: source('ticket', 'tickets', wire.ticket) };
  }

  async function requester(subject: Subject, signal: AbortSignal): Promise<Answer<TicketRecord> | null> {
    const id = idOf(subject);
    const wire = await client.user(id, signal);
    const record = wire && normaliseRequester(wire);
    if (!wire || !record) return null;
    isAbout(id, wire.user);
    return { record, source: source('user', 'users', wire.user) };
  }

  async function agent(subject: Subject, signal: AbortSignal): Promise<Answer<AgentRecord> | null> {
    const id = idOf(subject);
    const found = await readAgent(client, may, id, signal);
    if (!found) return null;
    const { wire, ...answer } = found;
    isAbout(id, wire.user);
    return { ...answer, source: source('user', 'users', wire.user) };
  }

  async function groups({ by }: Subject, signal: AbortSignal): Promise<Answer<GroupsRecord>> {
    if (by !== 'tenant') throw new UpstreamError('not_configured');
    const wire = await client.groups(signal);
    // There is always such a list: a 404 comes from something else.
    if (wire === null) throw new UpstreamError('not_configured');
    const url = `${consoleUrl}/admin/people/team/groups`;
    const { records, leftOut } = readEach(WireGroup, wire);
    return {
      record: normaliseGroups(records),
      source: { type: 'groups', id: 'groups', url },
      ...withGaps({ isCutShort: false, leftOut }),
    };
  }

  async function members(subject: Subject, signal: AbortSignal): Promise<Answer<MembersRecord> | null> {
    const id = idOf(subject);
    const wire = await client.membersOf(id, signal);
    if (!wire) return null;
    const url = `${consoleUrl}/admin/people/team/groups`;
    const { value, refreshed_at } = wire.count;
    return {
      record: { count: value },
      source: { type: 'group', id, url, ...(refreshed_at && { changedAt: refreshed_at }) },
    };
  }

  async function brands({ by }: Subject, signal: AbortSignal): Promise<Answer<BrandsRecord>> {
    if (by !== 'tenant') throw new UpstreamError('not_configured');
    const wire = await client.brands(signal);
    if (wire === null) throw new UpstreamError('not_configured');
    const url = `${consoleUrl}/admin/account/brand_management/brands`;
    const { records, leftOut } = readEach(WireBrand, wire);
    return {
      record: normaliseBrands(records),
      source: { type: 'brands', id: 'brands', url },
      ...withGaps({ isCutShort: false, leftOut }),
    };
  }

  const source = (type: string, folder: string, { id, updated_at }: { id: string; updated_at: string }) => ({
    type,
    id,
    url: `${consoleUrl}/agent/${folder}/${id}`,
    changedAt: updated_at,
  });

  async function myself({ by }: Subject, signal: AbortSignal): Promise<Answer<MyselfRecord>> {
    if (by !== 'tenant') throw new UpstreamError('not_configured');
    const { id, role, updated_at } = (await client.me(signal)).user;
    if (id === null || role === 'end-user') throw new UpstreamError('credential');
    return {
      record: { id, role },
      source: {
        type: 'user',
        id,
        url: `${consoleUrl}/agent/users/${id}`,
        ...(updated_at && { changedAt: updated_at }),
      },
    };
  }

  async function markTicket(ticketId: string, mark: TicketMark, signal: AbortSignal): Promise<boolean> {
    if (!/^\d{1,20}$/.test(ticketId)) return false;
    // Setting the tag twice is setting it once; a note is not, so an earlier try whose answer was lost is looked for.
    if (mark.tag !== undefined && !(await client.addTag(ticketId, mark.tag, signal))) return false;
    const isThere = await client.hasComment(ticketId, mark.reference, signal);
    if (isThere !== false) return isThere ?? false;
    const write = (follower: string | undefined) =>
      client.addInternalNote(
        ticketId,
        `${mark.note}\n\n${mark.reference}`,
        { authorId: noteAuthorId, follower },
        signal,
      );
    try {
      return await write(mark.follower);
    } catch (error) {
      // Of somebody who has left, or may follow nothing, the note still says what it is to say.
      if (mark.follower === undefined || !isUpstreamError(error) || !error.isRefusal) throw error;
      return write(undefined);
    }
  }

  async function registerWebhook(wish: WebhookWish, signal: AbortSignal) {
    // The package may have brought one, and an earlier try may have made one.
    const found = await client.findWebhook(wish.name, wish.endpoint, signal);
    if (found !== undefined) await client.subscribeWebhook(found, wish.subscriptions, signal);
    const id = found ?? (await client.createWebhook(wish, signal));
    return { id, secret: await client.resetSigningSecret(id, signal) };
  }

  // What needs a scope that was withheld is not there at all: nobody asks, and nobody is refused.
  const reads = {
    ...{ ticket, requester, agent, myself, history: createHistory(client, settings) },
    ...(may('groups:read') && { groups, members }),
    ...(may('brands:read') && { brands }),
  };
  const writes = {
    ...(may('tickets:write') && { markTicket, tagTickets: client.addTagToMany }),
    ...(may('webhooks:read', 'webhooks:write') && {
      ...{ registerWebhook, subscribeWebhook: client.subscribeWebhook, sendTestEvent: client.sendTestEvent },
    }),
  };
  // Its search knows tags and times; ticket numbers it finds one at a time only.
  const taggedUrl = (tag: string, since: string) =>
    `${consoleUrl}/agent/search/1?type=ticket&q=${encodeURIComponent(`tags:${tag} updated>=${since.slice(0, 19)}Z`)}`;
  const staff = (ids: readonly string[], signal: AbortSignal) => readStaff(client, ids, signal);
  return { id: 'zendesk', reads, derived: {}, writes, taggedUrl, staff };
}

function idOf({ by, value }: Subject): string {
  if (by !== 'id') throw new UpstreamError('not_configured');
  return value;
}

/** Who may see what hangs on these answers: one about somebody else is none. */
function isAbout(id: string, wire: { readonly id: string }): void {
  if (wire.id !== id) throw new UpstreamError('bad_answer');
}
