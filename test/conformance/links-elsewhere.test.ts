import type { AuditEntry } from '@sidelight/api/audit/ports.ts';
import { rememberLinks } from '@sidelight/api/context/identify/remembered-links.ts';
import type { Link } from '@sidelight/api/context/ports.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createLinks } from '@sidelight/api/store/links.ts';
import { requireTenant, tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFreshPostgres } from './fresh-postgres.ts';
import { trailOf } from './trail-of.ts';

const server = process.env.TEST_DATABASE_URL;
const acme = requireTenant('acme');
const entry = (action: 'link.picked' | 'link.rejected'): AuditEntry => ({
  ...{ tenant: acme, atMs: 1_795_000_000_000, requestId: 'r', actorId: '99', role: 'agent', action },
});
const link: Link = {
  ...{ requesterId: '7', organizationId: '', accountId: 'a1', contactId: null, billingId: 'cus_1', telemetryId: null },
  ...{ evidence: ['email'], basis: 'b', pickedBy: null, pickedAtMs: null, payerFrom: 'crm' },
  ...{ checkedAtMs: 1_795_000_000_000, change: null },
};

describe.skipIf(!server)('two processes on one database', () => {
  let first: OpenDatabase & { readonly url: string };
  let second: OpenDatabase;
  const stops: (() => void)[] = [];
  beforeAll(async () => {
    first = await openFreshPostgres(server!);
    second = await openDatabase({ url: first.url });
    await vi.waitFor(() => expect([first, second].every((db) => db.notifications.isListening())).toBe(true), 10_000);
  }, 30_000);
  afterAll(async () => {
    for (const stop of stops) stop();
    await second.close();
    await first.close();
  });

  function linksOf({ db, notifications }: OpenDatabase) {
    const onTrouble = (error: unknown) => {
      throw error;
    };
    const tell = (tenant: string) => notifications.tell('link', tenant);
    const links = rememberLinks(createLinks(db, trailOf(db).audited), { steadyNow: () => Date.now(), onTrouble, tell });
    stops.push(notifications.listen('link', (told) => links.forget(tenantId(told)), links.forget));
    return links;
  }

  it('find no link that was rejected in the other one, however well they remember it', async () => {
    const [here, there] = [linksOf(first), linksOf(second)];
    await here.pick(acme, link, entry('link.picked'));
    expect(await there.find(acme, '7', '')).toMatchObject({ accountId: 'a1' });
    await here.takeBack(acme, link, '99', entry('link.rejected'));
    await vi.waitFor(async () => expect(await there.find(acme, '7', '')).toBeUndefined(), 2000);
  });

  it('find none that was written a moment after it was rejected, but one that somebody has picked since', async () => {
    const [here, there] = [linksOf(first), linksOf(second)];
    const late = { ...link, requesterId: '8' };
    await here.takeBack(acme, late, '99', entry('link.rejected'));
    await createLinks(first.db, trailOf(first.db).audited).save(acme, late);
    expect(await there.find(acme, '8', '')).toBeUndefined();
    const picked = { ...late, pickedBy: '99', pickedAtMs: 1_795_000_000_000, evidence: ['picked' as const] };
    await here.pick(acme, picked, entry('link.picked'));
    expect(await there.find(acme, '8', '')).toMatchObject({ accountId: 'a1', pickedBy: '99' });
  });
});
