import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createLastKnown, type StoredLastKnown } from '@sidelight/api/store/last-known.ts';
import { requireTenant, type TenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const subject = 'email:dana@northwind.example';

/** A subject can be an address: of whom something was written is remembered for a minute, and not once they are erased. */
onEachDatabase('whom a copy was written of', (open) => {
  let opened: OpenDatabase;
  let log: StoredLastKnown;
  let readAtMs = Date.parse('2026-11-01T00:00:00Z');
  beforeAll(async () => {
    opened = await open();
    log = createLastKnown(opened.db, (error) => {
      throw error;
    });
  });
  afterAll(async () => {
    await log.close();
    await opened.close();
  });

  /** Whether a copy is written now; each second one is read. */
  async function isWritten(tenant: TenantId): Promise<boolean> {
    readAtMs += 1000;
    await opened.db.deleteFrom('last_known').execute();
    log.keep(tenant, 'billing.customer', subject, { record: {}, source: { type: 'customer', id: '1' } }, readAtMs);
    await log.flush();
    return (await opened.db.selectFrom('last_known').select('subject').execute()).length > 0;
  }

  it('is remembered for a minute, and forgotten of the helpdesk where somebody was erased', async () => {
    expect([await isWritten(acme), await isWritten(other)]).toEqual([true, true]);
    expect([await isWritten(acme), await isWritten(other)]).toEqual([false, false]);
    log.forget(acme);
    expect([await isWritten(acme), await isWritten(other)]).toEqual([true, false]);
    log.forget();
    expect([await isWritten(acme), await isWritten(other)]).toEqual([true, true]);
    readAtMs += 60_000;
    expect([await isWritten(acme), await isWritten(other)]).toEqual([true, true]);
  });
});
