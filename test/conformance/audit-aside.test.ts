import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@sidelight/api/audit/ports.ts';
import { verifyChain } from '@sidelight/api/audit/verify.ts';
import { createAuditAside } from '@sidelight/api/store/audit-aside.ts';
import { createAuditLog } from '@sidelight/api/store/audit-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const acme = requireTenant('acme');
const entry = (requestId: string): AuditEntry => ({
  ...{ tenant: acme, atMs: 1_795_000_000_000, requestId, actorId: '7001', role: 'agent', action: 'context.viewed' },
  requesterId: '9001',
});

onEachDatabase('rows of the audit that the store does not take', (open) => {
  let opened: OpenDatabase;
  let folder: string;
  beforeAll(async () => {
    [opened, folder] = await Promise.all([open(), mkdtemp(join(tmpdir(), 'sidelight-aside-'))]);
  });
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });
  const file = () => join(folder, 'audit', 'waiting.ndjson');
  const chain = async () => {
    const log = createAuditLog(opened.db);
    const rows = await Array.fromAsync(log.chainOf(acme, await log.headOf(acme)));
    const { findings } = await verifyChain(rows, await log.headOf(acme), []);
    return { findings, requests: rows.map(({ requestId }) => requestId) };
  };

  it('wait in a file, for nobody’s time, and are taken in once it does', async () => {
    const troubles: unknown[] = [];
    const trail = trailOf(opened.db, (error) => troubles.push(error), createAuditAside(file()));
    await trail.write(entry('before'));
    await sql`alter table audit rename to audit_gone`.execute(opened.db);
    for (const request of ['first', 'second']) await trail.write(entry(request));
    expect(troubles).toHaveLength(1);
    expect(await readFile(file(), 'utf8')).not.toContain('9001');
    await sql`alter table audit_gone rename to audit`.execute(opened.db);
    await vi.waitFor(async () => expect((await chain()).requests).toContain('second'), 15_000);
    await trail.write(entry('after'));
    const requests = ['before', 'first', 'second', 'after'];
    await vi.waitFor(async () => expect(await chain()).toEqual({ findings: [], requests }), 15_000);
    await trail.close();
  });

  it('are taken in by the next process, once, whatever it was that ended the one before', async () => {
    const rows = [entry('third'), entry('fourth')];
    const aside = createAuditAside(file());
    const row = { tenant: 'acme', atMs: rows[0]!.atMs, actorId: '7001', role: 'agent', action: 'context.viewed' };
    const rest = { ticketId: null, subject: null, account: null, about: null, count: 1 };
    for (const { requestId } of rows) await aside.append({ ...row, ...rest, requestId });
    const text = await readFile(file(), 'utf8');
    await createAuditAside(file()).takeIn(opened.db);
    // It had taken them, and was killed before the file was removed; the last line was cut by a full disk.
    await writeFile(`${file()}.taken`, `${text}\n{"tenant":"ac`);
    await createAuditAside(file()).takeIn(opened.db);
    expect((await chain()).requests.slice(-2)).toEqual(['third', 'fourth']);
    expect((await chain()).findings).toEqual([]);
  });

  it('stop what they stand for, where there is no file either', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    const trail = trailOf(opened.db, () => {}, createAuditAside(join(folder, 'no-folder', 'x')));
    await sql`alter table audit rename to audit_gone`.execute(opened.db);
    await expect(trail.write(entry('nowhere'))).rejects.toThrow();
    await sql`alter table audit_gone rename to audit`.execute(opened.db);
    await trail.close();
  });
});
