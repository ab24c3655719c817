import { askErasure } from '@sidelight/api/privacy/ask-erasure.ts';
import { nobody, together } from '@sidelight/api/privacy/person.ts';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { acme, type ErasureStage, marksOf, other } from './erasure-stage.ts';
import { onEachErasureStage } from './on-each-erasure-stage.ts';
import { ben, dana, grepFor, knownBy } from './planted-person.ts';

/** Whoever is erased, nobody else is: whose address or name has theirs in it, or whose ticket was once theirs. */
onEachErasureStage('people who are named alike', ({ opened, stage }) => {
  beforeEach(() => stage().plantAll());

  const erase = async (part: Parameters<ErasureStage['ask']>[0], cause?: Parameters<ErasureStage['ask']>[1]) => {
    const asked = await stage().ask(part, cause);
    await stage().work();
    await stage().later();
    return asked;
  };
  const left = () => grepFor(opened().db, [dana.email, ben.email, 'Reyes']);

  it.each([
    ['an address that ends another', { addresses: ['o_reyes@northwind.example'] }],
    ['an address that begins another', { addresses: ['danaxo@northwind.exam'] }],
    ['an address that another goes on from', { addresses: ['reyes@northwind.example'] }],
    ['no address at all', { addresses: ['e'] }],
    ['a word', { addresses: ['dana'] }],
    ['a name that begins another', { users: ['900012'], names: ['Ben Rey'] }],
    ['a name that ends another', { users: ['900012'], names: ['en Reyes'] }],
  ])('%s leads to nobody else', async (_, part) => {
    // What a comparison has read is read again after any erasure.
    const kept = async () => {
      const { erasures: _own, sync_read_pages: _pages, ...others } = await left();
      return others;
    };
    const before = await kept();
    expect(await stage().rows.count(acme, together(nobody, part))).toEqual([]);
    await erase(knownBy(part));
    expect(await kept()).toEqual(before);
  });

  it.each([
    ['in brackets', (text: string) => `<${text}>`],
    ['at the end of a sentence', (text: string) => `Ask ${text}.`],
    ['after a line break', (text: string) => `Ask\n${text}\nfirst`],
    ['behind a tab, in capitals', (text: string) => `Ask\t${text.toUpperCase()}`],
    ['in a link', (text: string) => `mailto:${text}?subject=x`],
    ['in quotes', (text: string) => `'${text}' or "${text}"`],
    ['with a list mark', (text: string) => `-${text}, *${text}*, _${text}_`],
  ])('they are found in a text %s', async (_, says) => {
    await sql`insert into incident_entries (tenant, incident_id, entry) values (${acme}, 'j', ${JSON.stringify({
      ...{ kind: 'note', by: 'Lea', text: says(dana.email) },
      more: says(dana.name),
    })}), (${acme}, 'k', ${JSON.stringify({ kind: 'note', text: `keep x${dana.email} and x${dana.name}` })})`.execute(
      opened().db,
    );
    await erase(knownBy({ addresses: [dana.email] }));
    const { rows } = await sql<{ incident_id: string; entry: object }>`select incident_id, entry from incident_entries
      where tenant = ${acme} and incident_id in ('j', 'k') order by incident_id`.execute(opened().db);
    const [own, others] = rows.map(({ entry }) => JSON.stringify(entry).toLowerCase());
    expect(own).not.toContain('reyes');
    expect(own).toContain('[erased]');
    expect(others).toContain(`x${dana.email}`);
  });

  it('a name with quotes in it is found in a plain text too', async () => {
    const [name, text] = ['Robert "Bob" Smith', 'for Robert "Bob" Smith and Robert "Bobby" Smith'];
    await sql`update planned_maintenance set text = ${text} where tenant = ${acme}`.execute(opened().db);
    await sql`update last_known set answer = jsonb_set(answer, '{record,name}', ${JSON.stringify(name)})
      where tenant = ${acme} and read = 'crm.contact' and subject = ${`email:${dana.email}`}`.execute(opened().db);
    await erase(knownBy({ addresses: [dana.email] }));
    const { rows } = await sql<{ text: string }>`select text from planned_maintenance where tenant = ${acme}`.execute(
      opened().db,
    );
    expect(rows[0]?.text).toBe('for [erased] and Robert "Bobby" Smith');
  });

  it('who was erased at another helpdesk is nobody’s erasure here', async () => {
    const [log, rows] = [stage().log, stage().rows];
    const known = knownBy({ addresses: [dana.email] });
    const there = await askErasure({ tenant: other, log, rows, marksOf }, known, 'page', 'Lea');
    expect(await log.ofMarks(acme, await marksOf([`email:${dana.email}`]))).toBeUndefined();
    expect(await stage().ask(known)).toMatchObject({ isNew: true, id: expect.not.stringMatching(there!.id) });
  });

  it('whose ticket was once written by somebody who was erased is erased too, and has a receipt of their own', async () => {
    const first = await erase(undefined, 'helpdesk');
    await sql`update support_tickets set requester_id = ${ben.user} where tenant = ${acme} and id = ${dana.ticket}`.execute(
      opened().db,
    );
    const person = await stage().rows.widen(acme, knownBy({ users: [ben.user] }));
    expect(person.tickets).toContain(dana.ticket);
    const second = await erase(knownBy({ users: [ben.user] }), 'helpdesk');
    expect(second).toMatchObject({ isNew: true });
    expect(second!.id).not.toBe(first!.id);
    expect(await grepFor(opened().db, [ben.email])).toEqual({});
  });
});
