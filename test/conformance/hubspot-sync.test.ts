import type { SyncProperty } from '@sidelight/api/connectors/sync-port.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyOf, valueIn } from '../world/vendors/hubspot-rows.ts';
import { type HubspotSyncStage, openHubspotSync } from './hubspot-sync-stage.ts';

let stage: HubspotSyncStage;
beforeEach(async () => {
  stage = await openHubspotSync(130);
});
afterEach(() => stage.close());

const id = (n: number) => stage.world.company.customer(n).contacts[0]!.id;
const accountId = (n: number) => stage.world.company.customer(n).accounts[0]!.id;
const contact = (n: number) => stage.world.crm.find('contacts', id(n))!;
const properties: readonly SyncProperty[] = [
  { name: 'firstname', type: 'name' },
  { name: 'email', type: 'email' },
  { name: 'phone', type: 'phone' },
  { name: 'interests', type: 'multi_select' },
  { name: 'hs_timezone', type: 'time_zone' },
  { name: 'birthday', type: 'date' },
];
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (isUpstreamError(error) ? error : undefined),
  );

describe('a batch of writes', () => {
  it('reaches each record, in HubSpot’s spelling, as ours', async () => {
    const values = { interests: ['api', 'sso'], hs_timezone: 'Europe/Berlin', birthday: '1990-02-03' };
    const { items } = await stage.contacts.write([{ id: id(1), values }], properties, stage.signal);
    expect(items[id(1)]).toMatchObject({ kind: 'written', id: id(1), values });
    expect(valueIn(contact(1), 'interests')).toBe('api;sso');
    expect(valueIn(contact(1), 'hs_timezone')).toBe('europe_slash_berlin');
    const { records } = await stage.contacts.read([id(1)], properties, stage.signal);
    expect(records[0]).toMatchObject({ values, history: { birthday: [{ writer: { kind: 'sidelight' } }] } });
  });

  it('takes an option out, and then the last (s14)', async () => {
    stage.edit(id(1), { interests: 'api;sso' });
    await stage.contacts.write([{ id: id(1), values: { interests: ['api'] } }], properties, stage.signal);
    expect(valueIn(contact(1), 'interests')).toBe('api');
    const last = await stage.contacts.write([{ id: id(1), values: { interests: [] } }], properties, stage.signal);
    expect(last.items[id(1)]).toMatchObject({ kind: 'written', values: { interests: null } });
    expect(valueIn(contact(1), 'interests')).toBeNull();
  });

  it.each([
    ['names it', true, 3],
    ['does not', false, 10],
  ])('arrives but for one bad record, where the refusal %s (s24)', async (_what, names, most) => {
    stage.world.crm.switches.namesBadInput = names;
    const email = (n: number) => (n === 41 ? 'x@y.cmo' : `new-${n}@harbour.example`);
    const writes = Array.from({ length: 100 }, (_, n) => ({ id: id(n), values: { email: email(n) } }));
    const { items } = await stage.contacts.write(writes, properties, stage.signal);
    expect(items[id(41)]).toEqual({ kind: 'refused', why: 'validation', property: 'email' });
    for (let n = 0; n < 100; n++) {
      const history = historyOf(contact(n), 'email');
      expect(history).toHaveLength(n === 41 ? 1 : 2);
      if (n !== 41) expect(items[id(n)]).toMatchObject({ kind: 'written', values: { email: email(n) } });
    }
    expect(stage.calls(/batch\/update$/)).toBeLessThan(most);
  });

  it('that HubSpot takes in parts tells each part', async () => {
    stage.world.crm.switches.answersInParts = true;
    const writes = [1, 2].map((n) => ({ id: id(n), values: { email: n === 1 ? 'nobody' : 'b@harbour.example' } }));
    const { items } = await stage.contacts.write(writes, properties, stage.signal);
    expect(items).toMatchObject({ [id(1)]: { kind: 'refused', why: 'validation' }, [id(2)]: { kind: 'written' } });
    expect(stage.calls(/batch\/update$/)).toBe(1);
  });

  it('does not reach a record that is gone, an address that is taken, a property that is gone', async () => {
    stage.world.crm.touch(contact(3)).archivedAtMs = Date.now();
    const asked = [...properties, { name: 'nope', type: 'text' }] as const;
    const writes = [
      { id: id(1), values: { firstname: 'Ida' } },
      { id: id(2), values: { email: valueIn(contact(4), 'email') } },
      { id: id(3), values: { firstname: 'Noor' } },
      { id: id(5), values: { nope: 'x' } },
      { id: id(6), values: { nope: 'y' } },
      { id: id(7), values: { hs_timezone: 'Nowhere/Land' } },
    ];
    const { items } = await stage.contacts.write(writes, asked, stage.signal);
    expect(items).toMatchObject({
      [id(1)]: { kind: 'written' },
      [id(2)]: { kind: 'refused', why: 'duplicate', property: 'email' },
      [id(3)]: { kind: 'refused', why: 'gone' },
      [id(5)]: { kind: 'refused', why: 'validation', property: 'nope' },
      [id(6)]: { kind: 'refused', why: 'validation', property: 'nope' },
      [id(7)]: { kind: 'refused', why: 'validation', property: 'hs_timezone' },
    });
  });

  it.each([
    [423, undefined, 2000],
    [477, 30, 30_000],
  ] as const)('waits where HubSpot answers %i, and nothing is done', async (status, retryAfterS, retryAfterMs) => {
    stage.world.crm.switches.refuses = { status, times: 1, ...(retryAfterS ? { retryAfterS } : {}) };
    const writes = [{ id: id(1), values: { firstname: 'Ida' } }];
    const error = await refusal(stage.contacts.write(writes, properties, stage.signal));
    expect(error).toMatchObject({ reason: 'rate_limited', isRefusal: true, retryAfterMs });
    expect(historyOf(contact(1), 'firstname')).toHaveLength(1);
  });
});

describe('a record is made', () => {
  const made = { key: 'u-900', values: { email: 'ida@brand-new.example', firstname: 'Ida & Søn' } };

  it('once, also when the answer was lost', async () => {
    stage.world.crm.switches.losesAnswers = 1;
    expect(await refusal(stage.contacts.create([made], properties, stage.signal))).toMatchObject({ isRefusal: false });
    const { items } = await stage.contacts.create([made], properties, stage.signal);
    const became = items['u-900'];
    if (became?.kind !== 'written') throw new Error('it was not written');
    expect(stage.world.crm.having('contacts', 'sidelight_id', 'u-900').map((row) => row.id)).toEqual([became.id]);
    const found = await stage.contacts.made(['u-900', 'u-999'], properties, stage.signal);
    expect(found).toEqual({ 'u-900': expect.objectContaining({ id: became.id }) });
    const email = { name: 'email', type: 'email' } as const;
    expect(await stage.contacts.find(email, 'ida@brand-new.example', stage.signal)).toEqual([became.id]);
  });

  it('beside one whose address is taken', async () => {
    const taken = { key: 'u-901', values: { email: valueIn(contact(1), 'email') } };
    const { items } = await stage.contacts.create([taken, made], properties, stage.signal);
    expect(items).toMatchObject({
      'u-900': { kind: 'written' },
      'u-901': { kind: 'refused', why: 'duplicate', property: 'email' },
    });
  });
});

describe('records are read', () => {
  it('page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await stage.contacts.list(after, properties, stage.signal);
      seen.push(...page.records.map((record) => record.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(new Set(seen).size);
    expect(new Set(seen)).toEqual(new Set(stage.world.crm.all('contacts').map((row) => row.id)));
  });

  it('by many ids at once, without those nobody has', async () => {
    const ids = Array.from({ length: 99 }, (_, n) => id(n));
    const { records, alias } = await stage.contacts.read([...ids, '404'], properties, stage.signal);
    expect(records.map((record) => record.id)).toEqual(ids);
    expect(alias).toEqual({});
  });

  it('by the id of one that was merged, also by way of another (s20)', async () => {
    const merge = (kept: number, gone: number) =>
      fetch(`${stage.world.controlUrl}/crm/merges`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'contacts', survivor: id(kept), loser: id(gone) }),
      });
    await merge(2, 3);
    await merge(1, 2);
    const { records, alias } = await stage.contacts.read([id(2), id(3)], properties, stage.signal);
    expect(records.map((record) => record.id)).toEqual([id(1)]);
    expect(alias).toEqual({ [id(2)]: id(1), [id(3)]: id(1) });
    stage.world.crm.switches.losersAreGone = true;
    expect((await stage.contacts.read([id(2)], properties, stage.signal)).records).toEqual([]);
  });

  it('with what the admin has defined', async () => {
    const defined = await stage.contacts.definitions(stage.signal);
    expect(defined).toContainEqual(expect.objectContaining({ name: 'sidelight_id', isUnique: true, isWritable: true }));
    expect(defined).toContainEqual(expect.objectContaining({ name: 'lastmodifieddate', isWritable: false }));
    const options = defined.find(({ name }) => name === 'interests')?.options?.map(({ value }) => value);
    expect(options).toEqual(['api', 'sso', 'billing']);
    const typesOf = (name: string) => defined.find((one) => one.name === name)?.types;
    expect(typesOf('interests')).toContain('multi_select');
    expect(typesOf('newsletter')?.[0]).toBe('boolean');
    expect(typesOf('birthday')).toEqual(['date']);
  });
});

describe('a ticket’s note', () => {
  const activity = (text: string) => ({
    key: 'ticket-4711',
    atMs: Date.parse('2026-11-03T09:59:59Z'),
    text,
    about: { contact: [id(1)], company: [accountId(1)] },
  });

  it('is there once, as it was written last, though an answer was lost (s26)', async () => {
    const { crm } = stage.world;
    crm.switches.losesAnswers = 1;
    expect(await refusal(stage.notes.write([activity('solved')], stage.signal))).toBeDefined();
    const { items } = await stage.notes.write([activity('solved <again>\n& again')], stage.signal);
    expect(items['ticket-4711']).toMatchObject({ kind: 'written' });
    const [note, ...others] = crm.having('notes', 'sidelight_activity_key', 'ticket-4711');
    expect(others).toEqual([]);
    expect(valueIn(note!, 'hs_note_body')).toBe('solved &lt;again&gt;<br>&amp; again');
    expect(crm.notesOn(id(1))).toEqual([note!.id]);
    expect(crm.notesOn(accountId(1))).toEqual([note!.id]);
  });

  it('about somebody who is gone is told, and the others’ are not lost', async () => {
    stage.world.crm.touch(contact(2)).archivedAtMs = Date.now();
    const other = { ...activity('x'), key: 'ticket-4712', about: { contact: [id(2)] } };
    const { items } = await stage.notes.write([activity('solved'), other], stage.signal);
    expect(items).toMatchObject({
      'ticket-4711': { kind: 'written' },
      'ticket-4712': { kind: 'refused', why: 'gone' },
    });
  });
});

it('many searches at once keep to what a second has, and leave some to agents', async () => {
  stage.world.crm.switches.enforcesLimits = true;
  const phones = Array.from({ length: 12 }, (_, n) => `+1415555${1000 + n}`);
  const phone = { name: 'phone', type: 'phone' } as const;
  const found = phones.map((value) => stage.contacts.find(phone, value, stage.signal));
  expect((await Promise.allSettled(found)).map(({ status }) => status)).toEqual(phones.map(() => 'fulfilled'));
});
