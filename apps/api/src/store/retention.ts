import { type RawBuilder, sql } from 'kysely';
import { KEPT_MS } from '../privacy/kept.ts';
import { OF_AGENT } from '../secrets/ports.ts';
import type { Database } from './database.ts';
import { ofJournal } from './of-journal.ts';

/**
 * Deletes what has been kept long enough, of all tenants at once. `staleIfErrorMs`: the longest any map lets a last
 * known answer be shown.
 */
export async function forgetOldRows(
  db: Database,
  nowMs: number,
  staleIfErrorMs: number,
  signal: AbortSignal,
): Promise<void> {
  const before = (keptMs: number) => new Date(nowMs - keptMs);
  const statements: readonly RawBuilder<unknown>[] = [
    sql`delete from used_entries where until < ${new Date(nowMs)}`,
    sql`delete from ended_sessions where before < ${before(KEPT_MS.endedSessions)}`,
    // Of agents who have not been back for as long as their consent lasts.
    sql`delete from secrets where system like ${`${OF_AGENT}%`} and expires_at < ${new Date(nowMs)}`,
    sql`delete from field_reveals where at < ${before(KEPT_MS.fieldReveals)}`,
    sql`delete from last_known where read_at < ${before(staleIfErrorMs)}`,
    sql`delete from presence where seen_at < ${before(KEPT_MS.presence)}`,
    // Of an open incident, and of one that may be replayed, all are kept.
    sql`delete from health_signals s where s.at_ms < ${nowMs - KEPT_MS.signals}
      and not exists (select 1 from incidents i where i.tenant = s.tenant and i.system = s.system
        and i.first_signal <= s.id
        and s.at_ms <= coalesce(extract(epoch from i.closed_at) * 1000, s.at_ms) + 60000)`,
    sql`delete from shown_answers where shown_at < ${before(KEPT_MS.shownAnswers)}`,
    sql`delete from believed_answers where shown_at < ${before(KEPT_MS.shownAnswers)}`,
    // Windows that are over count for as long again.
    sql`delete from call_usage where start_ms < ${nowMs}::double precision - 3 * window_ms`,
    // Of an open incident all are kept: nobody is warned of it twice.
    sql`delete from incident_warnings w where warned_at < ${before(KEPT_MS.warnings)}
      and not exists (select 1 from incidents i where i.tenant = w.tenant and i.id = w.incident_id
        and i.closed_at is null)`,
    sql`delete from speeds where minute < ${before(KEPT_MS.latencies)}`,
    sql`delete from promises where hour < ${before(KEPT_MS.slo)}`,
    sql`delete from observations where day < ${before(KEPT_MS.observations)}::timestamptz::date`,
    sql`delete from served_contexts where minute < ${before(KEPT_MS.servedContexts)}`,
    // The last one each channel took says that it works, however long nothing has been wrong.
    sql`delete from alerts where made_at < ${before(KEPT_MS.alerts)} and state <> 'waiting'
      and id not in (select max(id) from alerts where state = 'sent' group by tenant, channel)`,
    sql`delete from issue_reports where said_at < ${before(KEPT_MS.issueReports)}`,
    sql`delete from dead_letters where died_at < ${before(KEPT_MS.deadLetters)}`,
    // What waits for a person stays, however old it is.
    // So does, as long as a pair is linked, who else stood for it: ids, which an erasure has to find.
    sql`delete from sync_reviews i where (closed_at < ${before(KEPT_MS.syncReviews)}
        and not (why = 'two_users_one_contact' and exists (select from sync_records r
          where r.tenant = i.tenant and r.object = i.object and r.id = i.record)))
       or (not blocks and closed_at is null and choice is null and opened_at < ${before(KEPT_MS.syncReviews)})`,
    // Of one that is not done nothing goes. The marks are the last that is kept of it: whoever was erased stays away.
    sql`delete from erasures where state = 'done' and checked_at < ${before(KEPT_MS.syncErasures)}
      and (backups_until is null or backups_until < ${new Date(nowMs)})`,
    sql`delete from erasure_steps s where s.at < ${before(KEPT_MS.syncErasures)}
      and not exists (select from erasures e where e.tenant = s.tenant and e.id = s.erasure)`,
    sql`delete from sync_erasures m where m.erased_at < ${before(KEPT_MS.syncErasures)}
      and not exists (select from erasures e where e.tenant = m.tenant and e.id = m.erasure)`,
    sql`delete from sync_corrections where made_at < ${before(KEPT_MS.syncCorrections)}`,
    sql`delete from sync_unpaired where found_at < ${before(KEPT_MS.syncRuns)}`,
    sql`delete from sync_runs where ended_at < ${before(KEPT_MS.syncRuns)}`,
    sql`delete from sync_read_pages where read_at < ${before(KEPT_MS.syncReadPages)}`,
    sql`update sync_runs set sample = null where sample is not null and ended_at < ${before(KEPT_MS.syncSamples)}`,
    sql`delete from sync_counts where hour < ${before(KEPT_MS.syncCounts)}`,
    // An open ticket counts, however old it is.
    sql`delete from support_tickets where solved_at < ${before(KEPT_MS.supportTickets)}`,
    sql`delete from support_customers where worked_out_at < ${before(KEPT_MS.supportTickets)}`,
    sql`delete from support_notes where written_at < ${before(KEPT_MS.supportTickets)}`,
    sql`delete from sync_figures where hour < ${before(KEPT_MS.syncFigures)}`,
    sql`delete from ticket_marks where made_at < ${before(KEPT_MS.marks)} and state <> 'waiting'`,
    sql`delete from webhook_hours where hour < ${before(KEPT_MS.webhookHours)}`,
    // The latest stays: it says that webhooks arrive, however long ago.
    sql`delete from webhook_inbox w
      where (w.received_at < ${before(KEPT_MS.webhooks)}
        or (w.handled_at is not null and w.received_at < ${before(KEPT_MS.handledWebhooks)}))
      and exists (select 1 from webhook_inbox later where later.tenant = w.tenant and later.system = w.system
        and later.received_at > w.received_at
        and ${ofJournal('later')} = ${ofJournal('w')})`,
  ];
  for (const statement of statements) {
    if (signal.aborted) return;
    await statement.execute(db);
  }
}
