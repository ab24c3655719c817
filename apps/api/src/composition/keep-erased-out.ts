import { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Answer } from '../connectors/port.ts';
import type { Links } from '../context/ports.ts';
import type { Noted, ShownLog } from '../health/ports.ts';
import type { ErasedPeople } from '../privacy/erased-people.ts';
import { addressesIn, addressText, contactText, mailboxText, ticketText, userText } from '../privacy/person.ts';
import type { StoredLastKnown } from '../store/last-known.ts';
import type { SupportStore } from '../support/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/**
 * Nothing is stored of people who were erased, whoever still tells of them: each store that holds people is asked through
 * one of these. What was on its way while somebody was erased is found by the erasure's second look. While nobody can say
 * who was erased, nothing is stored of anybody: what is only a copy is left out, what is work is tried again, and what a
 * person says is refused.
 */
export const lastKnownWithout = (erased: ErasedPeople, store: StoredLastKnown): StoredLastKnown => ({
  ...store,
  keep(tenant, read, subject, answer, readAtMs) {
    const keep = () => store.keep(tenant, read, subject, answer, readAtMs);
    if (erased.isNobody(tenant)) return keep();
    isOfErased(erased, tenant, read, subject, answer).then(
      (is) => (is ? undefined : keep()),
      () => {},
    );
  },
});

async function isOfErased(erased: ErasedPeople, tenant: TenantId, read: string, subject: string, answer: Answer) {
  const requester = requesterOf(read, answer);
  if (requester && (await erased.isOneOf(tenant, requester.own, requester.more))) return true;
  return (await erased.among(tenant, () => textsOfAnswer(read, subject, answer))).size > 0;
}

/** What the helpdesk says that one person is called by: their number and their address are theirs alone there. */
function requesterOf(read: string, { record }: Answer) {
  if (read !== 'helpdesk.ticket' && read !== 'helpdesk.requester') return undefined;
  const { requester } = TicketRecord.safeParse(record).data ?? {};
  if (!requester) return undefined;
  const { id, email } = requester;
  return email === null
    ? { own: [userText(id)], more: [] }
    : { own: [userText(id), addressText(email)], more: [mailboxText(email)] };
}

function textsOfAnswer(read: string, subject: string, { record, source }: Answer): readonly string[] {
  const [by = '', kind = '', id = ''] = subject.split(':');
  const written = JSON.stringify(record);
  const requester = /"requester":\{"id":"([^"]+)"/.exec(written)?.[1];
  return [
    ...addressesIn(`${subject.slice(by.length + 1)} ${written}`).flatMap((address) => [
      addressText(address),
      mailboxText(address),
    ]),
    ...(kind === 'users' ? [userText(id)] : []),
    ...(requester === undefined ? [] : [userText(requester)]),
    ...(read === 'crm.contact' ? [contactText(source.id)] : []),
    ...(read === 'helpdesk.ticket' ? [ticketText(source.id)] : []),
  ];
}

export const linksWithout = (erased: ErasedPeople, store: Links): Links => {
  const isErased = async (tenant: Parameters<Links['save']>[0], link: Parameters<Links['save']>[1]) => {
    const texts = [userText(link.requesterId), ...(link.contactId === null ? [] : [contactText(link.contactId)])];
    return (await erased.among(tenant, () => texts)).size > 0;
  };
  /** What was found can be found again. */
  const mayKeep = (...of: Parameters<typeof isErased>) =>
    isErased(...of).then(
      (is) => !is,
      () => false,
    );
  return {
    ...store,
    async save(tenant, link) {
      if (await mayKeep(tenant, link)) await store.save(tenant, link);
    },
    async replace(tenant, before, link) {
      if (await mayKeep(tenant, link)) await store.replace(tenant, before, link);
    },
    async pick(tenant, link, entry) {
      if (!(await isErased(tenant, link))) await store.pick(tenant, link, entry);
    },
    async takeBack(tenant, link, by, entry) {
      if (!(await isErased(tenant, link))) await store.takeBack(tenant, link, by, entry);
    },
  };
};

/** What agents were shown, old or as right. */
export const shownWithout = <S extends Pick<ShownLog, 'note'>>(erased: ErasedPeople, store: S): S => ({
  ...store,
  async note(tenant: TenantId, shown: readonly Noted[]) {
    const found = await erased.among(tenant, () => shown.map(({ ticketId }) => ticketText(ticketId)));
    await store.note(
      tenant,
      shown.filter(({ ticketId }) => !found.has(ticketText(ticketId))),
    );
  },
});

export const supportWithout = (erased: ErasedPeople, store: SupportStore): SupportStore => ({
  ...store,
  async look(tenant, looked) {
    const requesters = looked.facts.flatMap(({ requesterId }) => (requesterId === null ? [] : [requesterId]));
    const found = await erased.among(tenant, () => requesters.map(userText));
    // How the ticket went still counts for the company.
    const facts = looked.facts.map((fact) =>
      fact.requesterId !== null && found.has(userText(fact.requesterId)) ? { ...fact, requesterId: null } : fact,
    );
    await store.look(tenant, { ...looked, facts });
  },
  async workedOut(tenant, records, done) {
    const users = records.flatMap(({ customer }) => (customer.kind === 'users' ? [customer.id] : []));
    const found = await erased.among(tenant, () => users.map(userText));
    const others = records.filter(({ customer }) => customer.kind !== 'users' || !found.has(userText(customer.id)));
    await store.workedOut(tenant, others, done);
  },
});
