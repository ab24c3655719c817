import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import { erasePerson } from '@sidelight/api/privacy/erase-person.ts';
import { addressText, userText } from '@sidelight/api/privacy/person.ts';
import { readErasedPeople } from '@sidelight/api/store/erasure-log.ts';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { acme, DAY_MS, other } from './erasure-stage.ts';
import { onEachErasureStage } from './on-each-erasure-stage.ts';
import { ben, dana, grepFor, knownBy, plant, wordsFor } from './planted-person.ts';

/** One person is erased from everything, and nobody else. */
onEachErasureStage('an erasure', ({ opened, stage }) => {
  beforeEach(() => stage().plantAll());

  it('finds something of them in every table that an erasure goes through', async () => {
    const person = await stage().rows.widen(acme, knownBy({ addresses: [dana.email.toUpperCase()] }));
    expect(person).toMatchObject({ users: [dana.user], contacts: [dana.contact], tickets: [dana.ticket] });
    const found = (await stage().rows.count(acme, person)).map(({ place }) => place);
    const gone = Object.entries(dataInventory).flatMap(([table, { erasing }]) =>
      erasing.by === 'nothing' || table === 'sync_unpaired' ? [] : [table],
    );
    expect(found.toSorted()).toEqual(gone.toSorted());
  });

  it('leaves none of their values in any table, and takes nobody else’s', async () => {
    const before = await grepFor(opened().db, wordsFor(ben));
    const asked = await stage().ask();
    await stage().work();
    expect((await stage().log.find(acme, asked!.id))?.state).toBe('settling');
    await stage().later();
    const erasure = await stage().log.find(acme, asked!.id);
    expect(erasure).toMatchObject({ state: 'done', person: undefined });
    expect(Date.parse(erasure!.backupsUntil!) - Date.now()).toBeGreaterThan(29 * DAY_MS);
    await sql`delete from sync_read_pages where tenant = 'other'`.execute(opened().db);
    const own = await grepFor(opened().db, wordsFor(dana));
    // What sync asks a person to erase in the CRM is named until it is gone there; the other helpdesk’s is its own.
    for (const table of Object.keys(own)) {
      const { rows: left } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t
        where tenant = 'acme' and lower(to_jsonb(t)::text) like any(${wordsFor(dana).map((word) => `%${word.toLowerCase()}%`)}::text[])`.execute(
        opened().db,
      );
      expect(
        left.filter(({ row }) => !JSON.stringify(row).includes('erase_on_other_side')),
        table,
      ).toEqual([]);
    }
    const after = await grepFor(opened().db, wordsFor(ben));
    // Nobody can say on which page of a comparison somebody stands: it reads them again.
    expect({ ...after, sync_read_pages: 1 }).toEqual(before);
    const receipts = await stage().log.receipts(acme, asked!.id);
    expect(receipts.find(({ place }) => place === 'last_known')).toMatchObject({ state: 'done', n: 5 });
    expect(receipts.find(({ place }) => place === 'links')).toMatchObject({ state: 'done', n: 1 });
    expect(receipts.every(({ state }) => state === 'done')).toBe(true);
  });

  it('is not over while something of them turns up, and not a success while another system holds them', async () => {
    stage().state.held = 'held';
    const asked = await stage().ask();
    await stage().work();
    await plant(opened().db, acme, dana);
    await stage().later();
    expect((await stage().log.find(acme, asked!.id))?.state).toBe('settling');
    await stage().later();
    expect(await stage().log.find(acme, asked!.id)).toMatchObject({ state: 'held_elsewhere', person: undefined });
    const findings = (await stage().log.receipts(acme, asked!.id)).filter(({ state }) => state === 'elsewhere');
    expect(findings.map(({ owner, reason, ref }) => [owner, reason, ref]).toSorted()).toEqual([
      ['crm owners', 'still_held', dana.contact],
      ['helpdesk owners', 'still_held', dana.user],
    ]);
    await stage().later();
    expect((await stage().log.find(acme, asked!.id))?.state).toBe('held_elsewhere');
    stage().state.held = 'gone';
    await stage().later();
    expect((await stage().log.find(acme, asked!.id))?.state).toBe('done');
    const refs = (await stage().log.receipts(acme, asked!.id)).flatMap(({ ref }) => ref ?? []);
    expect(refs).toEqual([]);
  });

  it('goes on where it was cut off, and says what it could not reach', async () => {
    const asked = await stage().ask();
    const broken = stage().deps;
    const failing = {
      ...{ ...broken, onTrouble: () => {} },
      rows: {
        ...broken.rows,
        erase: async (...args: Parameters<typeof broken.rows.erase>) => {
          if (args[1] === 'last_known') throw new Error('no disk');
          return broken.rows.erase(...args);
        },
      },
    };
    expect(await erasePerson(failing, asked!.id, AbortSignal.timeout(20_000))).toMatchObject({ kind: 'retry' });
    const found = (await stage().log.receipts(acme, asked!.id)).find(({ state }) => state === 'failed');
    expect(found).toMatchObject({ place: 'last_known', owner: 'operator', reason: 'no_answer' });
    expect((await stage().log.find(acme, asked!.id))?.state).toBe('running');
    await stage().work();
    await stage().later();
    expect((await stage().log.find(acme, asked!.id))?.state).toBe('done');
    expect((await stage().log.receipts(acme, asked!.id)).every(({ state }) => state === 'done')).toBe(true);
  });

  it('is one for one person, however it was asked for while it is under way', async () => {
    const first = await stage().ask();
    const second = await stage().ask(knownBy({ users: [dana.user] }), 'helpdesk');
    expect(second).toEqual({ id: first!.id, isNew: false });
    expect(await stage().ask(knownBy({}))).toBeUndefined();
    expect((await stage().rows.count(acme, knownBy({ users: [ben.user] }))).length).toBeGreaterThan(10);
  });

  it('is known again by id and address, and by nothing that leads back', async () => {
    await stage().ask();
    const { erased } = stage();
    const texts = [userText(dana.user), addressText(dana.email), userText(ben.user)];
    expect([...(await erased.among(acme, () => texts))]).toEqual(texts.slice(0, 2));
    expect(await erased.among(other, () => texts)).toEqual(new Set());
    expect(erased.isNobody(acme)).toBe(false);
    expect(erased.isNobody(other)).toBe(true);
    const marks = JSON.stringify([...(await readErasedPeople(opened().db, acme))]);
    expect(marks).not.toContain(dana.user);
  });
});
