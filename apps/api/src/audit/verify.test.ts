import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AuditRow, type ChainedRow, type ChainHead, chain, EMPTY } from './chain.ts';
import { checkHead, publicKeyOf, signHead } from './head.ts';
import { verifyChain } from './verify.ts';

const row = (n: number): AuditRow => ({
  ...{ tenant: 'acme', atMs: 1_795_000_000_000 + n, requestId: `r${n}`, actorId: '7001', role: 'agent' },
  ...{ action: 'context.viewed', ticketId: String(n), subject: `s${n}`, account: null, about: null, count: 1 },
});
const rows = chain(
  EMPTY,
  Array.from({ length: 8 }, (_, i) => row(i + 1)),
);
const end: ChainHead = rows.at(-1)!;
const { privateKey } = generateKeyPairSync('ed25519');
const AT = '2026-11-24T10:00:00.000Z';
const signed = [signHead(privateKey, 'acme', rows[4]!, AT)];
const verdict = (found: readonly ChainedRow[], heads = signed, ends = end) =>
  verifyChain(
    found,
    ends,
    heads.map((head) => checkHead('acme', head, publicKeyOf(privateKey))),
  );
const findings = async (...given: Parameters<typeof verdict>) =>
  (await verdict(...given)).findings.map(({ kind, seq, until }) => [kind, seq, ...(until ? [until] : [])]);
const changed = (seq: number, own: Partial<ChainedRow>) => rows.map((of) => (of.seq === seq ? { ...of, ...own } : of));

describe('a chain', () => {
  it('is sound as it was written, also in two goes', async () => {
    expect(await verdict(rows)).toEqual({ rows: 8, last: { seq: 8, hash: end.hash }, findings: [] });
    expect(chain(rows[3]!, [5, 6, 7, 8].map(row))).toEqual(rows.slice(4));
    expect(await findings([], [], EMPTY)).toEqual([]);
  });

  it.each(
    Object.entries({
      atMs: 1,
      requestId: 'x',
      actorId: '7002',
      role: 'lead',
      action: 'link.picked',
      ticketId: '9',
      subject: 'x',
      account: 'x',
      about: 'x',
      count: 2,
      tenant: 'globex',
    }),
  )('names the row whose %s was edited, and no other', async (name, value) => {
    expect(await findings(changed(3, { [name]: value }))).toEqual([['edited', 3]]);
  });

  it('names the row after an edited one whose own hash was made anew', async () => {
    const [forged] = chain(rows[1]!, [{ ...row(3), actorId: '7002' }]);
    expect(await findings(changed(3, forged!))).toEqual([['edited', 4]]);
  });

  it('names what was deleted, from where to where', async () => {
    expect(await findings(rows.filter(({ seq }) => seq !== 3))).toEqual([['missing', 3]]);
    expect(await findings(rows.filter(({ seq }) => seq < 2 || seq > 4))).toEqual([['missing', 2, 4]]);
    expect(await findings(rows.slice(2))).toEqual([['missing', 1, 2]]);
  });

  it('names what changed places', async () => {
    const [second, third] = [rows[1]!, rows[2]!];
    const swapped = rows.map((of) => {
      if (of === second) return { ...third, seq: 2 };
      return of === third ? { ...second, seq: 3 } : of;
    });
    expect(await findings(swapped)).toEqual([
      ['edited', 2],
      ['edited', 3],
      ['edited', 4],
    ]);
    expect(await findings([...rows.slice(0, 3), rows[1]!, ...rows.slice(3)])).toEqual([['repeated', 2]]);
  });

  it('names what was cut off at the end, by what the store says, or by a head that was signed', async () => {
    expect(await findings(rows.slice(0, 6))).toEqual([['cut', 7, 8]]);
    expect(await findings(rows.slice(0, 7))).toEqual([['cut', 8]]);
    expect(await findings(rows.slice(0, 3), signed, rows[2]!)).toEqual([['cut', 4, 5]]);
    expect(await findings([], signed, EMPTY)).toEqual([['cut', 1, 5]]);
  });

  it('written anew as a whole is not the one that was signed', async () => {
    const anew = chain(
      EMPTY,
      rows.map((of) => ({ ...of, actorId: '1' })),
    );
    expect(await findings(anew, signed, anew.at(-1)!)).toEqual([['rewritten', 5]]);
    expect(await findings(anew, [], end)).toEqual([['rewritten', 8]]);
  });

  it('is vouched for by the trusted key alone, and by what it says', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(await findings(rows, [signHead(other, 'acme', rows[4]!, AT)])).toEqual([['forged', 5]]);
    expect(await findings(rows, [{ ...signed[0]!, seq: 6, hash: rows[5]!.hash }])).toEqual([['forged', 6]]);
    expect(await findings(rows, [{ ...signed[0]!, at: '2026-11-25T10:00:00.000Z' }])).toEqual([['forged', 5]]);
    expect(await findings(rows, [signHead(privateKey, 'globex', rows[4]!, AT)])).toEqual([['forged', 5]]);
  });

  it('has no rows beyond its end', async () => {
    expect(await findings(rows, signed, rows[5]!)).toEqual([['unsigned', 7]]);
  });
});
