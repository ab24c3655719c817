import { ContactRecord } from '@sidelight/shared/record/crm.ts';
import { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { addressesIn, keysOf, nobody, type Person, plainAddress, together } from '../privacy/person.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** A person leads to further ids, and these to others; more than these rounds it never takes. */
const MAX_ROUNDS = 5;
const MOST = 2000;

const Linked = z.array(z.object({ requester_id: z.string(), contact_id: z.string().nullable() }));
const Paired = z.array(
  z.object({ id: z.string(), left_id: z.string(), right_id: z.string(), held: z.array(z.unknown()) }),
);
const Kept = z.array(z.object({ read: z.string(), record: z.unknown() }));

/** Everything that is known to be the same person, as our own tables tell it. */
export async function widenPerson(
  db: Database,
  tenant: TenantId,
  person: Person,
  addressFields: readonly string[],
): Promise<Person> {
  let known = together(nobody, person);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const found = [
      await byLinks(db, tenant, known),
      await bySync(db, tenant, known, addressFields),
      await byAnswers(db, tenant, known),
    ];
    const wider = found.reduce(together, known);
    if (JSON.stringify(wider) === JSON.stringify(known)) break;
    known = wider;
  }
  return together(known, { tickets: await ticketsOf(db, tenant, known) });
}

async function byLinks(db: Database, tenant: TenantId, { users, contacts }: Person): Promise<Person> {
  const { rows } = await sql`select requester_id, contact_id from links where tenant = ${tenant}
    and (requester_id = any(${users}::text[]) or contact_id = any(${contacts}::text[])) limit ${MOST}`.execute(db);
  const linked = Linked.parse(rows);
  return together(nobody, {
    users: linked.map(({ requester_id }) => requester_id),
    contacts: linked.flatMap(({ contact_id }) => contact_id ?? []),
  });
}

async function bySync(
  db: Database,
  tenant: TenantId,
  { users, contacts, addresses }: Person,
  fields: readonly string[],
): Promise<Person> {
  const held = sql`array(select fields->f from unnest(${fields}::text[]) f where fields ? f)`;
  const { rows } = await sql`select id, left_id, right_id, to_jsonb(${held}) as held from sync_records
    where tenant = ${tenant} and object = 'contact' and (left_id = any(${contacts}::text[])
      or right_id = any(${users}::text[])
      or lower(to_jsonb(${held})::text) like any(${addresses.map((one) => `%"${like(one)}"%`)}::text[]))
    limit ${MOST}`.execute(db);
  const pairs = Paired.parse(rows);
  return together(nobody, {
    users: pairs.map(({ right_id }) => right_id),
    contacts: pairs.map(({ left_id }) => left_id),
    pairs: pairs.map(({ id }) => id),
    addresses: pairs.flatMap((pair) => addressesIn(JSON.stringify(pair.held))),
  });
}

/** Whoever is named in answers that are kept. Only records of people say which ids are one person's. */
async function byAnswers(db: Database, tenant: TenantId, person: Person): Promise<Person> {
  const { rows } = await sql`select read, answer->'record' as record from last_known where tenant = ${tenant}
    and read in ('helpdesk.ticket', 'helpdesk.requester', 'crm.contact') and (
      subject = any(${keysOf(person, 'subjects')}::text[])
      or answer->'record'->'requester'->>'id' = any(${person.users}::text[])
      or lower(answer->'record'->'requester'->>'email') = any(${person.addresses}::text[])
      or lower(answer->'record'->>'email') = any(${person.addresses}::text[]))
    limit ${MOST}`.execute(db);
  return Kept.parse(rows)
    .map(({ read, record }) => namedIn(read, record, person))
    .reduce(together, nobody);
}

function namedIn(read: string, record: unknown, person: Person): Person {
  if (read === 'crm.contact') {
    const { data } = ContactRecord.safeParse(record);
    const addresses = data ? [...(data.email === null ? [] : [data.email]), ...data.otherEmails] : [];
    if (!data || !isSame(person, person.contacts.includes(data.id), addresses)) return nobody;
    return together(nobody, { contacts: [data.id], addresses, names: data.name === null ? [] : [data.name] });
  }
  const { data } = TicketRecord.safeParse(record);
  const requester = data?.requester;
  const addresses = requester?.email ? [requester.email] : [];
  if (!requester || !isSame(person, person.users.includes(requester.id), addresses)) return nobody;
  return together(nobody, {
    ...{ users: [requester.id], addresses, names: [requester.name] },
    tickets: data.ticket ? [data.ticket.id] : [],
  });
}

const isSame = ({ addresses }: Person, isKnown: boolean, named: readonly string[]): boolean =>
  isKnown || named.some((address) => addresses.includes(plainAddress(address)));

async function ticketsOf(db: Database, tenant: TenantId, { users }: Person): Promise<string[]> {
  if (users.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select id from support_tickets
    where tenant = ${tenant} and requester_id = any(${users}::text[]) limit ${MOST}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Who wrote a ticket, by what is kept of it. Not part of what a person is widened by: a ticket can be given to somebody
 * else, who must not be erased with them.
 */
export async function requesterOf(db: Database, tenant: TenantId, ticketId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select requester_id as id from support_tickets
      where tenant = ${tenant} and id = ${ticketId}
    union all select answer->'record'->'requester'->>'id' from last_known
      where tenant = ${tenant} and read = 'helpdesk.ticket' and subject = ${`id:${ticketId}`}`.execute(db);
  return rows.find(({ id }) => id !== null)?.id ?? undefined;
}

const like = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
