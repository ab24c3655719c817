import { createInstants } from '@sidelight/shared/instants.ts';
import { sql } from 'kysely';
import { type AuditRow, type ChainedRow, type ChainHead, chain, EMPTY } from '../audit/chain.ts';
import type { Database } from './database.ts';

/** What one tenant's rows do to its chain. */
interface Move {
  readonly tenant: string;
  readonly from: ChainHead;
  readonly rows: readonly ChainedRow[];
}
export type Heads = ReadonlyMap<string, ChainHead>;

const headAfter = ({ from, rows }: Move): ChainHead => rows.at(-1) ?? from;

/** The rows as they follow the heads of their tenants, which must all be known. */
function movesOf(heads: Heads, rows: readonly AuditRow[]): readonly Move[] {
  const own = new Map<string, AuditRow[]>();
  for (const row of rows) {
    const of = own.get(row.tenant);
    if (of) of.push(row);
    else own.set(row.tenant, [row]);
  }
  return [...own].map(([tenant, of]) => {
    const from = heads.get(tenant) ?? EMPTY;
    return { tenant, from, rows: chain(from, of) };
  });
}

/**
 * Adds to every chain that still ends where it is thought to, in one statement; answers with the new ends of those.
 * Nothing is written of a tenant whose chain has grown meanwhile.
 */
export async function addAt(db: Database, heads: Heads, rows: readonly AuditRow[]): Promise<Heads> {
  const moves = movesOf(heads, rows);
  const ends = moves.map((move) => {
    const { seq, hash } = headAfter(move);
    return { tenant: move.tenant, was: move.from.seq, was_hash: move.from.hash, seq, hash };
  });
  const instants = createInstants();
  const added = moves.flatMap((move) => move.rows.map((row) => columns(row, instants(row.atMs))));
  const { rows: moved } = await sql<{ tenant: string }>`with moved as (
      update audit_heads h set seq = m.seq, hash = decode(m.hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
        as m (tenant text, was bigint, was_hash text, seq bigint, hash text)
      where h.tenant = m.tenant and h.seq = m.was and h.hash = decode(m.was_hash, 'hex')
      returning h.tenant),
    added as (
      insert into audit (tenant, at, request_id, actor_id, role, action, ticket_id, subject, account, about, count,
        seq, hash)
      select tenant, at, request_id, actor_id, role, action, ticket_id, subject, account, about, count, seq,
        decode(hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as e (
        tenant text, at timestamptz, request_id text, actor_id text, role text, action text, ticket_id text,
        subject text, account text, about text, count int, seq bigint, hash text)
      where tenant in (select tenant from moved))
    select tenant from moved`.execute(db);
  const done = new Set(moved.map(({ tenant }) => tenant));
  return new Map(moves.filter(({ tenant }) => done.has(tenant)).map((move) => [move.tenant, headAfter(move)]));
}

/** Where these chains end. From here to the end of the transaction nobody else adds to them, in any process. */
export async function lockedHeads(tx: Database, tenants: readonly string[]): Promise<Heads> {
  await tx
    .insertInto('audit_heads')
    .values(tenants.map((tenant) => ({ tenant, seq: '0', hash: Buffer.from(EMPTY.hash, 'hex') })))
    .onConflict((c) => c.doNothing())
    .execute();
  const found = await tx
    .selectFrom('audit_heads')
    .selectAll()
    .where('tenant', 'in', tenants)
    // In one order everywhere, so that two transactions never wait for each other.
    .orderBy('tenant')
    .forUpdate()
    .execute();
  return new Map(found.map(({ tenant, seq, hash }) => [tenant, { seq: Number(seq), hash: hexOf(hash) }]));
}

/**
 * Adds within a transaction that its caller ends. To be its last statement, so that nobody waits for more than its end.
 * Answers with the new ends.
 */
export async function addWithin(tx: Database, rows: readonly AuditRow[]): Promise<Heads> {
  const tenants = tenantsOf(rows);
  const ends = await addAt(tx, await lockedHeads(tx, tenants), rows);
  if (ends.size !== tenants.length) throw new Error('the audit moved under a lock');
  return ends;
}

/** In one order everywhere. */
export const tenantsOf = (rows: readonly AuditRow[]): string[] =>
  [...new Set(rows.map(({ tenant }) => tenant))].toSorted();

/** PGlite answers with plain bytes. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const columns = (row: ChainedRow, at: string) => ({
  ...{ tenant: row.tenant, at, request_id: row.requestId, actor_id: row.actorId, role: row.role, action: row.action },
  ...{ ticket_id: row.ticketId, subject: row.subject, account: row.account, about: row.about, count: row.count },
  ...{ seq: row.seq, hash: row.hash },
});
