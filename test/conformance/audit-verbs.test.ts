import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adoptAll } from '@sidelight/api/audit/adopt.ts';
import { auditKeys } from '@sidelight/api/audit/marks.ts';
import { auditExport, auditSearch } from '@sidelight/api/cli/audit-search.ts';
import { auditHead, auditVerify } from '@sidelight/api/cli/audit-verify.ts';
import type { Verb } from '@sidelight/api/cli/verb.ts';
import { createTenantKey } from '@sidelight/api/secrets/tenant-key.ts';
import { createAuditTrail } from '@sidelight/api/store/audit.ts';
import { createUnchainedRows } from '@sidelight/api/store/audit-adopt.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from './fresh-postgres.ts';

const acme = requireTenant('acme');
const signingKey = Buffer.alloc(32, 9);
const server = process.env.TEST_DATABASE_URL;

describe.skipIf(!server)('sidelight audit', { timeout: 60_000 }, () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const appKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  let folder: string;
  let opened: OpenDatabase & { readonly url: string };
  beforeAll(async () => {
    opened = await openFreshPostgres(server!);
    folder = await mkdtemp(join(tmpdir(), 'sidelight-audit-'));
    await withDatabase(async (db) => {
      // As the release before wrote it.
      await sql`insert into audit (tenant, at, request_id, actor_id, role, action, ticket_id, requester_id, account_id)
      select 'acme', timestamptz '2026-11-01' + n * interval '1 s', 'old' || n, '7001', 'agent', 'context.viewed',
        n::text, '9001', 'a1' from generate_series(1, 3) n`.execute(db);
      const keysOf = async () =>
        auditKeys(
          (
            await createTenantKey({
              tenant: acme,
              store: undefined,
              signingKey,
              name: KEY,
              ifClosed: 'refuse',
              isInUse: async () => false,
            })()
          ).bytes,
        );
      const aside = { append: async () => {}, takeIn: async () => 0 };
      const trail = createAuditTrail(db, { keysOf, aside, onTrouble: (error) => expect(error).toBeUndefined() });
      const entry = { tenant: acme, atMs: Date.parse('2026-11-24T10:00:00Z'), role: 'agent' } as const;
      await trail.write({
        ...entry,
        requestId: 'new1',
        actorId: '7002',
        action: 'context.viewed',
        requesterId: '9002',
      });
      await trail.write({ ...entry, requestId: 'new2', actorId: '=7003', action: 'link.picked', accountId: 'a1' });
      await adoptAll(createUnchainedRows(db), keysOf, new AbortController().signal);
    });
  }, 90_000);
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  const KEY = { system: 'audit', name: 'audit-key' };
  const withDatabase = async (work: (db: Database) => Promise<unknown>) => void (await work(opened.db));
  async function type(verb: Verb, ...args: string[]) {
    let [out, err] = ['', ''];
    const code = await verb.run(args, {
      ...{ cwd: folder, now: () => Date.parse('2026-11-25T10:00:00Z'), signal: new AbortController().signal },
      env: {
        ...{
          SIDELIGHT_TENANT: 'acme',
          ZENDESK_INSTALLATION_ID: '1',
          ZENDESK_TOKEN: 't',
          ZENDESK_APP_PUBLIC_KEY: appKey,
        },
        ...{ DATABASE_URL: opened.url, SESSION_SECRET: signingKey.toString('base64') },
      },
      out(text) {
        out += text;
      },
      err(text) {
        err += text;
      },
    });
    return { code, out, err };
  }

  it('find what one customer was looked at by, also what was written before there was a chain', {
    timeout: 90_000,
  }, async () => {
    const found = await type(auditSearch, '--customer', '9001');
    expect(found.out.match(/context\.viewed/g)).toHaveLength(3);
    expect((await type(auditSearch, '--customer', 'a1')).out.trimEnd().split('\n')).toHaveLength(4);
    expect((await type(auditSearch, '--actor', '7002')).out).toContain('agent 7002');
    expect((await type(auditSearch, '--group', 'link', '--from', '2026-11-24T00:00:00Z')).out).toContain('link.picked');
    expect((await type(auditSearch, '--ticket', '77')).out).toBe('nothing like that is on record for acme\n');
    expect(await type(auditSearch, '--group', 'nonsense')).toMatchObject({ code: 2 });
    await withDatabase(async (db) => {
      const { rows } = await sql`select * from audit`.execute(db);
      expect(JSON.stringify(rows)).not.toMatch(/9001|9002|"a1"/);
    });
  });

  it('have whoever looks on record before anything is said, as any other who looks', async () => {
    const { rows } = await sql<{ action: string; actor_id: string; n: number }>`select action, actor_id, count(*)::int n
      from audit where role = 'operator' group by 1, 2`.execute(opened.db);
    expect(rows).toEqual([{ action: 'audit.searched', actor_id: '', n: 5 }]);
  });

  it('hand everything over with its hash, and no formula', async () => {
    expect(await type(auditExport, '--format', 'csv', '--out', 'audit.csv')).toMatchObject({ code: 0 });
    const csv = await readFile(join(folder, 'audit.csv'), 'utf8');
    // Those of before, the searches above, and this.
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 5 + 5 + 1);
    expect(csv).toContain(`"'=7003"`);
    const lines = (await type(auditExport, '--actor', '7001')).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['old3', 'old2', 'old1']);
    expect(JSON.parse(lines[0]!).hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await type(auditSearch, '--group', 'audit')).out).toMatch(/audit\.exported +operator -/);
  });

  it('say that nothing was changed, and name what was', async () => {
    expect(await type(auditVerify)).toMatchObject({ code: 0 });
    const head = (await type(auditHead)).out.split('\n')[0]!;
    expect((await type(auditVerify, '--head', head)).out).toContain(
      '13 rows; its end was last signed at 2026-11-25T10:00',
    );
    expect(await type(auditVerify, '--head', 'x')).toMatchObject({ code: 2 });
    await withDatabase((db) =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('sidelight.forgets', 'acme', true)`.execute(tx);
        // Whoever takes the heads along as well leaves nothing that speaks against it but what was kept elsewhere.
        await sql`delete from audit where seq = 13`.execute(tx);
        await sql`update audit_heads h set seq = 12, hash = (select hash from audit where seq = 12)`.execute(tx);
      }),
    );
    expect(await type(auditVerify)).toMatchObject({
      code: 1,
      out: expect.stringContaining('row 13 is missing at the end'),
    });
    await withDatabase((db) =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('sidelight.forgets', 'acme', true)`.execute(tx);
        await sql`delete from audit_signed_heads`.execute(tx);
      }),
    );
    expect(await type(auditVerify)).toMatchObject({ code: 0 });
    const kept = await type(auditVerify, '--head', head);
    expect(kept).toMatchObject({ code: 1, out: expect.stringContaining('row 13 is missing at the end') });
  });
});
