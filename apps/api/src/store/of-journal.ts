import { type RawBuilder, sql } from 'kysely';
import { JOURNAL_DELIVERY } from '../connectors/webhook.ts';

/** Of a row of the inbox: whether it was read in a vendor's journal, and sent by nobody. */
export const ofJournal = (inbox: string): RawBuilder<boolean> =>
  sql<boolean>`starts_with(${sql.ref(`${inbox}.delivery_id`)}, ${JOURNAL_DELIVERY})`;

/** While somebody is at work it is read more often than that. */
const READ_WITHIN_S = 600;

/** Whether what the CRM's journal tells has been read to its end a short time ago. */
export const isJournalRead = (tenant: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from journals j where j.tenant = ${tenant} and j.system = 'crm' and j.closed_at is null
    and j.failing_since is null and j.read_at > now() - make_interval(secs => ${READ_WITHIN_S}))`;
