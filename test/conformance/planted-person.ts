import type { Person } from '@sidelight/api/privacy/person.ts';
import type { Database } from '@sidelight/api/store/database.ts';
import { unknownField } from '@sidelight/api/sync/field-state.ts';
import { storedFields } from '@sidelight/api/sync/stored-fields.ts';
import { sql } from 'kysely';

/** Somebody of whom something stands in every table that can hold it. */
export interface Planted {
  readonly user: string;
  readonly contact: string;
  readonly ticket: string;
  readonly email: string;
  readonly name: string;
  readonly pair: string;
}

export const dana: Planted = {
  ...{ user: '900010', contact: '500010', ticket: '770010', pair: 'pair-dana' },
  ...{ email: 'dana.o_reyes@northwind.example', name: 'Dana O"Reyes-Meier' },
};
export const ben: Planted = {
  ...{ user: '900011', contact: '500011', ticket: '770011', pair: 'pair-ben' },
  ...{ email: 'danaxo@northwind.example', name: 'Ben Reyes' },
};

const field = (value: string) => ({
  ...unknownField(),
  agreed: { value },
  ...{ left: { holds: value, sent: [] }, right: { holds: value, sent: [] } },
});

/** The rows of each table that are about them, and the tenant apart. */
function rowsOf({ user, contact, ticket, email, name, pair }: Planted): Record<string, object[]> {
  const now = new Date().toISOString();
  const requester = { id: user, name, email, externalId: contact, locale: null, timeZone: null };
  const ticketRecord = {
    ticket: { id: ticket, requesterId: user, organizationId: '1', status: 'open', tags: [] },
    ...{ requester, organization: null },
  };
  const contactRecord = {
    ...{ id: contact, name, email, otherEmails: [], accountIds: ['A1'], primaryAccountId: 'A1', properties: {} },
  };
  const answer = (record: unknown, id: string) => ({ record, source: { type: 'x', id } });
  const known = (read: string, subject: string, kept: unknown) => ({ read, subject, answer: kept, read_at: now });
  const event = (id: string) => ({ type: 'zen:event-type:user.name_changed', detail: { id }, isAnswer: false });
  const scope = { object: 'contact' };
  const shown = { type: 'text', text: `${name} owes` };
  return {
    links: [
      {
        ...{ requester_id: user, organization_id: '', account_id: 'A1', contact_id: contact, telemetry_id: 't-1' },
        ...{ evidence: ['email'], basis: 'x', saved_at: now },
      },
    ],
    link_rejections: [{ requester_id: user, account_id: 'A2', rejected_by: '7', rejected_at: now }],
    last_known: [
      known('helpdesk.ticket', `id:${ticket}`, answer(ticketRecord, ticket)),
      known('helpdesk.requester', `id:${user}`, answer({ ...ticketRecord, ticket: null }, user)),
      known('crm.contact', `email:${email}`, answer(contactRecord, contact)),
      known('billing.customer', 'id:cus-1', answer({ customers: [{ email: email.toUpperCase() }] }, 'cus-1')),
      known('crm.sales', 'id:A1', answer({ contact: name }, 'A1')),
    ],
    webhook_inbox: [
      {
        system: 'helpdesk',
        delivery_id: `d-${pair}`,
        body: event(user),
        received_at: now,
        handled_at: now,
        attempts: 0,
      },
    ],
    shown_answers: [{ ticket_id: ticket, field: 'payment.status', system: 'billing', shown, shown_at: now }],
    believed_answers: [{ ticket_id: ticket, field: 'payment.status', system: 'billing', shown, shown_at: now }],
    field_reveals: [
      {
        request_id: 'r1',
        actor_id: '7',
        at: now,
        field: 'plan.worth',
        ticket_id: ticket,
        note: 'They ask for the sum',
      },
    ],
    issue_reports: [{ issue_id: 'SID-1', ticket_id: ticket, title: 'Slow', said_at: now }],
    ticket_marks: [
      { ticket_id: ticket, basis: 'b', fields: [], state: 'sent', attempts: 1, next_at: now, made_at: now },
    ],
    support_tickets: [
      {
        id: ticket,
        requester_id: user,
        organization_id: '1',
        created_at: now,
        updated_at: now,
        status: 'open',
        marks: [],
      },
    ],
    support_customers: [{ kind: 'users', id: user, record: { of: name }, worked_out_at: now }],
    support_due: [{ work: 'customer', id: `users:${user}`, due_at: now, said: 1 }],
    incident_entries: [
      { incident_id: 'i', entry: { kind: 'note', at: now, by: 'Lea', text: `ask ${name} <${email.toUpperCase()}>` } },
    ],
    incident_answers: [{ incident_id: 'i', ticket_id: ticket, result: { told: name } }],
    planned_maintenance: [
      ...[{ id: `p-${pair}`, system: 'crm', starts_at: now, ends_at: now, text: `for ${email}`, planned_by: '7' }],
    ],
    alerts: [
      {
        ...{ once: `o-${pair}`, channel: 'c', message: { text: `about ${name}` }, state: 'sent', attempts: 1 },
        ...{ next_at: now, made_at: now },
      },
    ],
    connection_tests: [{ connector: `hubspot-${user}`, test: { sample: email } }],
    dead_letters: [
      { id: `l-${user}`, queue: 'mark', ids: { ticketId: ticket }, attempts: 3, reason: 'bug', died_at: now },
    ],
    sync_records: [
      {
        ...{ ...scope, id: pair, left_id: contact, right_id: user, due_left: false, due_right: false, changed_at: now },
        fields: storedFields({ email: field(email), name: field(name) }),
      },
    ],
    sync_batches: [
      { ...scope, side: pair, id: 'b', items: [{ record: pair, values: { name: { value: name } } }], sent_at: now },
    ],
    sync_reviews: [
      {
        ...{ ...scope, id: `r-${user}`, record: pair, field: 'name', why: 'owner_wins', blocks: false, opened_at: now },
        ...{ left_value: name, right_value: email },
      },
    ],
    sync_corrections: [
      {
        ...{ ...scope, id: `c-${user}`, record: pair, field: 'name', value: name, before: { value: email } },
        ...{ made_by: '7', made_at: now },
      },
    ],
    sync_dead_letters: [
      { ...scope, record: pair, side: 'left', field: 'name', id: `s-${user}`, reason: 'gone', died_at: now },
    ],
    sync_makings: [
      {
        ...{ ...scope, side: 'right', source_id: user, key: `k-${pair}`, is_sent: false, sends: 0, is_approved: true },
        ...{ waits: 0, wanted_at: now, due_at: now },
      },
    ],
    sync_told: [{ ...scope, side: 'right', vendor_id: user, told_at: now }],
    sync_runs: [
      {
        ...{ ...scope, id: `run-${pair}`, kind: 'dry', state: 'done', asked_by: '7', asked_at: now },
        sample: [{ left: contact, right: user, values: { name } }],
      },
    ],
    sync_read_pages: [
      { ...scope, run: 'x', side: 'left', place: contact, page: `[{"email":"${email}"}]`, read_at: now },
    ],
  };
}

/** Puts each row as it stands: columns that it does not name are null, or what the table says. */
export async function plant(db: Database, tenant: string, person: Planted): Promise<void> {
  for (const [table, rows] of Object.entries(rowsOf(person)))
    for (const row of rows) {
      const names = sql.join(['tenant', ...Object.keys(row)].map((name) => sql.ref(name)));
      await sql`insert into ${sql.table(table)} (${names}) select ${names}
        from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify({ tenant, ...row })}::jsonb)
        on conflict do nothing`.execute(db);
    }
}

/** Every table of the database in whose rows one of these texts stands, with how many. */
export async function grepFor(db: Database, texts: readonly string[]): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ table_schema: string; table_name: string }>`select table_schema, table_name
    from information_schema.tables where table_type = 'BASE TABLE'
      and table_schema in (current_schema(), 'sidelight_jobs')`.execute(db);
  const patterns = texts.map((text) => `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`);
  const found: Record<string, number> = {};
  for (const { table_schema, table_name } of tables) {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(`${table_schema}.${table_name}`)} t
      where lower(to_jsonb(t)::text) like any(${patterns}::text[])`.execute(db);
    if (rows[0]!.n > 0) found[table_name] = rows[0]!.n;
  }
  return found;
}

export const wordsFor = ({ user, contact, email, name }: Planted): readonly string[] => [
  ...[email, name, JSON.stringify(name).slice(1, -1), JSON.stringify(JSON.stringify(name).slice(1, -1)).slice(1, -1)],
  ...[user, contact],
];

export const knownBy = (part: Partial<Person>): Person => ({
  ...{ users: [], contacts: [], addresses: [], names: [], tickets: [], pairs: [] },
  ...part,
});
