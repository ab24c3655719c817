import type { AuditEntry } from '@sidelight/api/audit/ports.ts';
import { verifyChain } from '@sidelight/api/audit/verify.ts';
import { createAuditLog } from '@sidelight/api/store/audit-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant, type TenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { testKeys, trailOf } from './trail-of.ts';

const acme = requireTenant('acme');
const globex = requireTenant('globex');
const T0 = Date.parse('2026-11-24T10:00:00.123Z');
const entry = (tenant: TenantId, n: number, own: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ tenant, atMs: T0 + n, requestId: `r${n}`, actorId: '7001', role: 'agent', action: 'context.viewed' },
  ...{ ticketId: String(n), requesterId: '9001', accountId: 'a"1\u2028é', ...own },
});

onEachDatabase('the audit', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const verdict = async (tenant: TenantId) => {
    const log = createAuditLog(opened.db);
    const end = await log.headOf(tenant);
    return verifyChain(log.chainOf(tenant, end), end, []);
  };
  /** As somebody who may do everything to the database. */
  const tamper = (work: string) =>
    opened.db.transaction().execute(async (tx) => {
      await sql`select set_config('sidelight.forgets', '*', true)`.execute(tx);
      await sql.raw(work).execute(tx);
    });

  it('is one chain a tenant without a gap, however many processes write to it at once', async () => {
    const [here, there] = [trailOf(opened.db), trailOf(opened.db)];
    for (let round = 0; round < 5; round++)
      await Promise.all(
        [...Array(40).keys()].map((n) =>
          [here, there][n % 2]!.write(entry(n % 3 ? acme : globex, round * 40 + n, { atMs: T0 + n + 0.4 })),
        ),
      );
    const [ofAcme, ofGlobex] = [await verdict(acme), await verdict(globex)];
    expect([ofAcme.findings, ofGlobex.findings]).toEqual([[], []]);
    expect(ofAcme.rows + ofGlobex.rows).toBe(200);
    expect(ofAcme.last.seq + ofGlobex.last.seq).toBe(200);
  });

  it('holds no customer as they are, and finds them all the same', async () => {
    await trailOf(opened.db).write(entry(acme, 500, { requesterId: '777123', accountId: 'acc-777' }));
    const rows = await sql`select * from audit`.execute(opened.db);
    expect(JSON.stringify(rows.rows)).not.toMatch(/777123|acc-777|9001/);
    const log = createAuditLog(opened.db);
    const of = (requester: string, account = '') => ({
      customer: { subject: testKeys.subject(requester), account: testKeys.account(account) },
    });
    expect((await log.search(acme, of('777123'), 10)).map(({ requestId }) => requestId)).toEqual(['r500']);
    expect((await log.search(acme, of('', 'acc-777'), 10)).map(({ requestId }) => requestId)).toEqual(['r500']);
    expect(await log.search(globex, of('777123'), 10)).toEqual([]);
    expect(await log.search(acme, of('acc-777', '777123'), 10)).toEqual([]);
  });

  it('goes on where a change and its row are one transaction, and undoes the change where the row cannot be', async () => {
    const trail = trailOf(opened.db);
    const reject = (account: string, own: Partial<AuditEntry> = {}) =>
      trail.audited(entry(acme, 600, { action: 'link.rejected', ...own }), (tx) =>
        tx
          .insertInto('link_rejections')
          .values({ tenant: acme, requester_id: '1', account_id: account, rejected_by: '7' })
          .execute(),
      );
    await trail.write(entry(acme, 599));
    await reject('kept');
    await trail.write(entry(acme, 601));
    await expect(reject('undone', { about: 'a\0b' })).rejects.toThrow();
    await trail.write(entry(acme, 602));
    const rows = await opened.db.selectFrom('link_rejections').select('account_id').execute();
    expect(rows.map((row) => row.account_id)).toEqual(['kept']);
    expect((await verdict(acme)).findings).toEqual([]);
    const last = await createAuditLog(opened.db).search(acme, {}, 4);
    expect(last.map(({ requestId }) => requestId)).toEqual(['r602', 'r601', 'r600', 'r599']);
  });

  it('is only ever added to', async () => {
    const { db } = opened;
    await expect(sql`update audit set actor_id = '1'`.execute(db)).rejects.toThrow('only ever added to');
    await expect(sql`delete from audit where seq = 1`.execute(db)).rejects.toThrow('only ever added to');
    await expect(sql`truncate audit`.execute(db)).rejects.toThrow('only ever added to');
  });

  it('tells what was done to it behind its back, by the number of the row', async () => {
    await tamper(`update audit set actor_id = '1' where tenant = 'acme' and seq = 5`);
    await tamper(`delete from audit where tenant = 'acme' and seq in (9, 10)`);
    await tamper(`update audit set seq = -seq where tenant = 'acme' and seq in (20, 21)`);
    await tamper(`update audit set seq = 41 + seq where tenant = 'acme' and seq in (-20, -21)`);
    const { findings } = await verdict(acme);
    expect(findings.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual([
      ...['edited 5', 'missing 9', 'edited 20', 'edited 21', 'edited 22'],
    ]);
    expect((await verdict(globex)).findings).toEqual([]);
    const { seq } = (await verdict(globex)).last;
    await tamper(`delete from audit where tenant = 'globex' and seq > ${seq - 2}`);
    expect((await verdict(globex)).findings).toEqual([{ kind: 'cut', seq: seq - 1, until: seq }]);
  });
});
