import { createLog } from '@sidelight/api/log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import type { CanaryStage } from './stage.ts';

/** One value left where it must not be, for each place that is looked through: each must be found there. */
export async function makeMistakes(stage: CanaryStage): Promise<ReadonlyMap<string, string>> {
  const { product, canaries, exchange } = stage;
  const { db } = product.database;
  const made = new Map<string, string>();
  const value = (sink: string): string => {
    const name = `a mistake in ${sink}`;
    made.set(sink, name);
    return canaries.make('email', 'failure', name);
  };
  const log = createLog('info', { write: (line) => void product.logLines.push(line) });
  log.warn(`could not read ${Buffer.from(value('the log')).toString('base64')}`, { tenant: requireTenant('acme') });
  // biome-ignore lint/suspicious/noConsole: the mistake
  console.error(new Error(value('the streams of the process')));
  const answer = { by: 'us', asked: 'GET /', status: 200, head: '', body: '' } as const;
  exchange.answers.push(
    { ...answer, head: encodeURIComponent(value('headers of answers')) },
    { ...answer, status: 400, body: JSON.stringify({ detail: value('refusals').toUpperCase() }) },
    { ...answer, by: 'them', body: value('answers to another helpdesk').slice(0, 8) },
    { ...answer, body: Buffer.from(value('answers to agents')).toString('hex') },
  );
  await fetch(`${product.world.urls.zendesk}/api/v2/x?email=${value('addresses that vendors are asked by')}`);
  const { ALERT_CHANNELS = '[]' } = product.world.env();
  const [slack] = JSON.parse(ALERT_CHANNELS);
  await fetch(slack.url, { method: 'POST', body: JSON.stringify({ text: value('alerts') }) });
  // As a lead's note that was not theirs: it stands in the timeline.
  const [incident] = await db.selectFrom('incidents').select('id').where('tenant', '=', 'acme').limit(1).execute();
  const note = { kind: 'note', at: new Date().toISOString(), by: 'Kim', text: value('pages of outages') };
  await sql`insert into incident_entries (tenant, incident_id, entry)
    values ('acme', ${incident?.id}, ${JSON.stringify(note)}::jsonb)`.execute(db);
  // With the end of the chain behind it: what comes next goes on from there.
  await sql`with made as (insert into audit (tenant, at, request_id, actor_id, role, action, about, seq, hash)
    select 'acme', now(), 'r', '7001', 'agent', 'context.viewed', ${value('exports of the audit, and jobs')},
      max(seq) + 1, decode(repeat('00', 32), 'hex') from audit where tenant = 'acme' returning seq, hash)
    update audit_heads h set seq = made.seq, hash = made.hash from made where h.tenant = 'acme'`.execute(db);
  await sql`insert into observations (tenant, day, kind, name, detail, count)
    values ('acme', now(), 'new_code', ${value('table observations.name')}, '', 1)`.execute(db);
  await sql`update sidelight_jobs.job set output = jsonb_build_object('error', ${value('jobs job')}::text)
    where id = (select id from sidelight_jobs.job limit 1)`.execute(db);
  return made;
}
