import type { SyncProperty, SyncRecord, SyncTarget } from '@sidelight/api/connectors/sync-port.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { foundBy } from './found-by.ts';
import { type HubspotSyncStage, openHubspotSync } from './hubspot-sync-stage.ts';

let stage: HubspotSyncStage;
afterEach(() => stage.close());

const properties: readonly SyncProperty[] = [{ name: 'phone', type: 'phone' }];
const OCTOBER = Date.UTC(2026, 9, 20);
const id = (n: number) => stage.world.company.customer(n).contacts[0]!.id;

/** A whole pass; a pass that does not end fails the test. */
async function pass(target: SyncTarget, from: string): Promise<{ records: SyncRecord[]; cursor: string }> {
  const records: SyncRecord[] = [];
  let cursor = from;
  for (let calls = 0; calls < 200; calls++) {
    const found = foundBy(await target.changes(cursor, properties, stage.signal));
    records.push(...found.records);
    cursor = found.cursor;
    if (!found.isMore) return { records, cursor };
  }
  throw new Error('the pass does not end');
}
const begin = async () => foundBy(await stage.contacts.changes(undefined, properties, stage.signal)).cursor;
/** As if nothing had been seen since. */
const since = (iso: string) => JSON.stringify({ sinceMs: Date.parse(iso) });

describe('a pass over what changed', () => {
  it('begins now, and sees what is edited then: what, when and by whom', async () => {
    stage = await openHubspotSync(5);
    const start = await begin();
    stage.edit(id(1), { phone: '020 7946 0999' });
    stage.edit(id(2), { phone: '' });
    const { records, cursor } = await pass(stage.contacts, start);
    expect(records).toMatchObject([
      {
        id: id(1),
        values: { phone: '020 7946 0999' },
        history: { phone: [{ value: '020 7946 0999', writer: { kind: 'person', id: '7' } }] },
      },
    ]);
    // Seen again while it may still overlap, and not read again as long as its stamp stands.
    const reads = stage.calls(/batch\/read$/);
    const again = await pass(stage.contacts, cursor);
    expect(again.records).toEqual([]);
    expect(stage.calls(/batch\/read$/) - reads).toBe(1);
    stage.edit(id(1), { phone: '020 7946 0111' });
    expect((await pass(stage.contacts, again.cursor)).records.map((record) => record.id)).toEqual([id(1)]);
  });

  it('goes back far once a minute, for what the index shows very late, and a little otherwise', async () => {
    stage = await openHubspotSync(5);
    const nowMs = Date.now();
    stage.edit(id(1), { phone: '+442079460999' }, { at: new Date(nowMs - 150_000).toISOString() });
    stage.edit(id(2), { phone: '+442079460998' }, { at: new Date(nowMs - 30_000).toISOString() });
    const from = (farMs: number) => JSON.stringify({ sinceMs: nowMs - 15_000, farMs, known: {} });
    const near = await pass(stage.contacts, from(nowMs - 10_000));
    expect(near.records.map((record) => record.id)).toEqual([id(2)]);
    expect((await pass(stage.contacts, from(nowMs - 61_000))).records.map((record) => record.id)).toEqual([
      id(1),
      id(2),
    ]);
    const later = { ...JSON.parse(near.cursor), farMs: nowMs - 61_000 };
    expect((await pass(stage.contacts, JSON.stringify(later))).records.map((record) => record.id)).toEqual([id(1)]);
  });

  it('sees a clear with its writer (s08)', async () => {
    stage = await openHubspotSync(5);
    stage.edit(id(1), { phone: '020 7946 0999' }, { at: '2026-11-01T00:00:00.000Z' });
    const start = await begin();
    stage.edit(id(1), { phone: '' });
    const { records } = await pass(stage.contacts, start);
    expect(records[0]?.history?.phone?.[0]).toMatchObject({ value: null, writer: { kind: 'person' } });
  });

  it.each([-600_000, 600_000])('goes by HubSpot’s clock, which is %i ms ahead', async (ms) => {
    stage = await openHubspotSync(5);
    stage.world.crm.switches.clockAheadMs = ms;
    let cursor = await begin();
    for (let n = 0; n < 3; n++) {
      stage.edit(id(n), { phone: `+4420794600${n}` });
      const found = await pass(stage.contacts, cursor);
      expect(found.records.map((record) => record.id)).toContain(id(n));
      cursor = found.cursor;
    }
  });

  it('sees what the index shows late', async () => {
    stage = await openHubspotSync(5);
    const { switches } = stage.world.crm;
    switches.indexLagMs = 60_000;
    const start = await begin();
    stage.edit(id(1), { phone: '+442079460999' });
    const early = await pass(stage.contacts, start);
    expect(early.records).toEqual([]);
    switches.indexLagMs = 0;
    expect((await pass(stage.contacts, early.cursor)).records.map((record) => record.id)).toEqual([id(1)]);
  });

  it('sees each of many, however they share their times', async () => {
    stage = await openHubspotSync(1500, OCTOBER);
    for (let n = 0; n < 1500; n++) {
      // Many alone, many with some others, 450 with one time.
      const minute = n < 450 ? 0 : n < 900 ? 1 + Math.floor((n - 450) / 30) : n;
      stage.edit(id(n), { phone: String(n + 1) }, { at: new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString() });
    }
    const { records } = await pass(stage.contacts, since('2026-11-01T00:00:30.000Z'));
    const seen = new Set(records.map((record) => record.id));
    expect(Array.from({ length: 1500 }, (_, n) => id(n)).filter((one) => !seen.has(one))).toEqual([]);
  });

  it('ends where 12,000 have one time (s28)', async () => {
    stage = await openHubspotSync(12_000, OCTOBER);
    const at = '2026-11-01T00:00:00.000Z';
    for (let n = 0; n < 12_000; n++) stage.edit(id(n), { phone: '+442079460999' }, { at, by: 'import' });
    const before = stage.calls(/search$/);
    const { records, cursor } = await pass(stage.contacts, since('2026-10-31T23:59:30.000Z'));
    expect(new Set(records.map((record) => record.id)).size).toBe(12_000);
    expect(records).toHaveLength(12_000);
    expect(stage.calls(/search$/) - before).toBeLessThanOrEqual(62);
    expect(JSON.parse(cursor).sinceMs).toBeGreaterThanOrEqual(Date.parse(at));
  }, 60_000);
});
