import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import { sql } from 'kysely';
import { askCli } from './ask-cli.ts';
import type { Canary } from './canary.ts';
import { isOf, type Sink } from './sinks.ts';
import type { CanaryStage } from './stage.ts';

/**
 * Addresses that have to hold somebody's own, as the vendor takes it no other way. They go over TLS to a system that has it
 * already; none of ours writes them down.
 */
const meant: readonly (readonly [address: RegExp, because: string])[] = [
  [/^stripe \/v1\/customers\?email=/, 'Stripe searches customers by GET alone'],
  [/^hubspot \/crm\/objects\/[^/]+\/contacts\/[^/]+\?idProperty=email/, 'only this answers whose company it is, too'],
];
const isMeant = (address: string): boolean => meant.some(([pattern]) => pattern.test(address));

/** Everywhere something could have ended up. */
export async function gather(stage: CanaryStage): Promise<readonly Sink[]> {
  stage.keepAddresses();
  const { product, exchange, us, them, heard } = stage;
  const read = async (path: string, token: string, by: 'us' | 'them' = 'us') => {
    const { status, body } = await exchange.ask(path, { by, token, withinMs: 20_000 });
    // A refusal has nothing to look through.
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  const operator = async (path: string) => (await product.operator(path)).text();
  const exports = [
    ...['csv', 'jsonl'].map((format) => `/v1/audit/export?format=${format}`),
    ...['/v1/jobs', '/v1/setup/webhooks'],
  ];
  const pages = ['/v1/status', '/v1/status/open', '/v1/incidents/people', '/v1/map/observed?days=7'];
  const report = JSON.parse(await read('/v1/status', us.lead));
  const incidents: string[] = (report.incidents ?? []).map(({ id }: { id: string }) => id);
  const ofIncidents = incidents.flatMap((id) =>
    ['timeline', 'post-mortem'].map((what) => `/v1/incidents/${id}/${what}`),
  );
  const atRisk = incidents.flatMap((id) => ['touched', 'answers'].map((what) => `/v1/incidents/${id}/${what}`));
  const all = (paths: readonly string[], token: string) => Promise.all(paths.map((path) => read(path, token)));
  const told = {
    exports: await all(exports, us.admin),
    pages: await all([...pages, ...ofIncidents], us.lead),
    atRisk: await all(atRisk, us.lead),
    month: await all([`/v1/sync/report?month=${new Date().toISOString().slice(0, 7)}`], us.admin),
  };
  await read('/v1/audit/export?format=csv', them.admin, 'them');
  const { answers } = exchange;
  return [
    { name: 'the log', texts: product.logLines },
    { name: 'the streams of the process', texts: [heard.said()] },
    { name: 'headers of answers', texts: answers.map(({ head }) => head) },
    {
      name: 'refusals',
      texts: answers.filter(({ status }) => status >= 300).map(({ asked, body }) => `${body} (${pathOf(asked)})`),
    },
    { name: 'answers to another helpdesk', texts: answers.filter(({ by }) => by !== 'us').map(({ body }) => body) },
    {
      name: 'answers to agents',
      texts: answers.filter(({ by, status }) => by === 'us' && status < 300).map(({ body }) => body),
      may: isOf('shown', 'typed'),
    },
    { name: 'figures', texts: [await operator('/metrics'), await operator('/openapi.json')] },
    { name: 'alerts', texts: product.world.alerts.received().map((alert) => JSON.stringify(alert.body)) },
    { name: 'exports of the audit, and jobs', texts: told.exports },
    // What was typed of why a value was shown stands beside the row there, and in no export.
    { name: 'the page of the audit', texts: [await read('/v1/audit', us.admin)], may: isOf('typed') },
    { name: 'pages of outages', texts: told.pages, may: isOf('typed') },
    // What was shown of whom meanwhile, said once more to a lead: as answers to agents are.
    { name: 'what outages touched', texts: told.atRisk, may: isOf('shown', 'typed') },
    { name: 'the month’s report', texts: told.month },
    { name: 'the command line', texts: await askCli(stage) },
    ...(await tables(stage)),
    ...(await jobs(stage)),
    {
      name: 'addresses that vendors are asked by',
      texts: [...stage.addresses].filter((address) => !isMeant(address)),
    },
  ];
}

const pathOf = (asked: string) => asked.split(' ')[0]!;

/** By what the inventory says each column is: what is nobody's holds nothing of anybody. */
export async function tables({ product }: Pick<CanaryStage, 'product'>): Promise<readonly Sink[]> {
  const sinks: Sink[] = [];
  for (const [table, { columns }] of Object.entries(dataInventory)) {
    const { rows } = await sql<{
      row: Record<string, unknown>;
    }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(product.database.db);
    for (const [column, held] of Object.entries(columns)) {
      const isPersonal = held.class === 'personal';
      const may = (canary: Canary) =>
        (isPersonal && (canary.origin === 'shown' || canary.origin === 'typed')) ||
        (held.class === 'business' && canary.origin === 'shown' && canary.kind === 'name');
      sinks.push({ name: `table ${table}.${column}`, texts: rows.map(({ row }) => JSON.stringify(row[column])), may });
    }
  }
  return sinks;
}

/** The queue's own tables: what is asked, what came of it, and why it failed. */
export async function jobs({ product }: Pick<CanaryStage, 'product'>): Promise<readonly Sink[]> {
  const { db } = product.database;
  const { rows: names } = await sql<{ table_name: string }>`select table_name from information_schema.tables
    where table_schema = 'sidelight_jobs' and table_type = 'BASE TABLE'`.execute(db);
  return Promise.all(
    names.map(async ({ table_name: table }) => {
      const { rows } = await sql<{
        row: string;
      }>`select to_jsonb(t)::text as row from ${sql.table(`sidelight_jobs.${table}`)} t`.execute(db);
      return { name: `jobs ${table}`, texts: rows.map(({ row }) => row) };
    }),
  );
}
