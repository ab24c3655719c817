import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '@sidelight/api/audit/verify.ts';
import { createAuditLog } from '@sidelight/api/store/audit-log.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { waitForRoom } from '@sidelight/api/store/room.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const server = process.env.TEST_DATABASE_URL;
const acme = requireTenant('acme');
const probe = mountSmallDisk(1);
probe?.remove();

const findingsIn = async ({ db }: OpenDatabase): Promise<number> => {
  const log = createAuditLog(db);
  const end = await log.headOf(acme);
  return (await verifyChain(log.chainOf(acme, end), end, [])).findings.length;
};
const viewsIn = async ({ db }: OpenDatabase): Promise<string[]> =>
  (await db.selectFrom('audit').select('request_id').where('action', '=', 'context.viewed').execute()).map(
    (row) => row.request_id,
  );
/** The request, where its values came. */
async function shown(product: Product, token: string): Promise<string | undefined> {
  const ticketId = product.world.tickets.find(({ truth }) => truth.customer.state === 'linked')!.ticketId;
  const answer = await product.post('/v1/context', token, { ticketId: String(ticketId) });
  const text = await answer.text();
  if (!answer.ok) expect([answer.status, Problem.parse(JSON.parse(text)).code]).toEqual([503, 'store_away']);
  return text.includes('"type":"card"') ? (answer.headers.get('x-request-id') ?? '') : undefined;
}

/** Needs a user who may mount a file system. */
describe.skipIf(!probe)('a disk that is full', { timeout: 90_000 }, () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = mountSmallDisk(130)!;
  });
  afterEach(() => disk.remove());

  it.skipIf(!server)('shows nothing that neither database nor file can record, and goes on by itself', async () => {
    const empty = await createEmptyPostgres(server!);
    const database = await openDatabase({ url: empty.url });
    const product = await startProduct({ database, env: { DATA_DIR: disk.folder } });
    const agent = await product.session();
    const first = await shown(product, agent);
    await empty.setAway(true);
    disk.fill();
    expect(await shown(product, agent)).toBeUndefined();
    expect(product.logLines.join('')).toContain('"not on record, and so not shown"');
    expect(product.logLines.join('')).not.toContain('"a bug"');
    // What a write leaves that found no room for its end.
    disk.free();
    appendFileSync(join(disk.folder, 'audit-waiting.ndjson'), '\n{"tenant":"acme","atMs":17');
    const second = await shown(product, agent);
    expect(second).toBeDefined();
    await empty.setAway(false);
    await until(async () => (await viewsIn(database).catch((): string[] => [])).includes(second!), 15_000);
    expect(await viewsIn(database)).toEqual([first, second]);
    expect(await findingsIn(database)).toBe(0);
    await product.stop();
    await database.close();
    await empty.drop();
  });

  it('ends a process whose embedded database cannot write its log, and loses nothing it had acknowledged', async () => {
    const before = await openDatabase({ dataDir: disk.folder });
    await sql`create table kept (n int)`.execute(before.db);
    await before.close();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'full-disk-process.ts')], {
      env: { ...process.env, DATA_DIR: disk.folder },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(60_000) });
    await until(() => said.includes('open'));
    disk.fill(200_000);
    child.stdin.end('go\n');
    await ended.catch(() => child.kill('SIGKILL'));
    expect(child.exitCode).toBe(1);

    let isWaiting = false;
    const room = waitForRoom(disk.folder, () => (isWaiting = true), AbortSignal.timeout(20_000), 50);
    await until(() => isWaiting);
    disk.free();
    await room;
    const after = await openDatabase({ dataDir: disk.folder });
    const { rows } = await sql<{ n: number }>`select n from kept order by n`.execute(after.db);
    const acknowledged = said.split('\n').slice(1, -1).map(Number);
    expect(acknowledged.length).toBeGreaterThan(3);
    expect(acknowledged.filter((n) => !rows.some((row) => row.n === n))).toEqual([]);
    await after.close();
  });
});
