import { type Kysely, sql } from 'kysely';

/**
 * The audit becomes a chain a tenant. Rows without a number are of the release before, which may still run: they are
 * taken into the chain by a task, and may be changed until then.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table audit
    add column seq bigint,
    add column hash bytea,
    add column subject text,
    add column account text,
    add column about text,
    add column count int not null default 1`.execute(db);
  await sql`create unique index audit_by_seq on audit (tenant, seq) where seq is not null`.execute(db);
  await sql`create index audit_unchained on audit (tenant, id) where seq is null`.execute(db);
  await sql`create index audit_by_subject on audit (tenant, subject, seq) where subject is not null`.execute(db);
  await sql`create index audit_by_account on audit (tenant, account, seq) where account is not null`.execute(db);
  await sql`create index audit_by_actor on audit (tenant, actor_id, seq) where seq is not null`.execute(db);
  // Locked by whoever adds to the chain, until its transaction is over: several processes make one chain.
  await sql`create table audit_heads (
    tenant text primary key,
    seq bigint not null,
    hash bytea not null
  ) with (fillfactor = 50)`.execute(db);
  await sql`create table audit_signed_heads (
    tenant text not null,
    seq bigint not null,
    hash bytea not null,
    at timestamptz not null,
    public_key text not null,
    signature text not null,
    primary key (tenant, seq)
  )`.execute(db);
  await sql`create table audit_checks (
    tenant text primary key,
    at timestamptz not null,
    verdict jsonb not null
  )`.execute(db);
  // Whoever may write to the table can take this away as well; it is against mistakes, and the chain against the rest.
  await sql`create function audit_stays() returns trigger language plpgsql as $$
    begin
      if tg_op = 'TRUNCATE' then
        if current_setting('sidelight.forgets', true) = '*' then return null; end if;
      elsif current_setting('sidelight.forgets', true) in (old.tenant, '*') then
        return case when tg_op = 'DELETE' then old else new end;
      elsif tg_op = 'UPDATE' and old.seq is null then
        return new;
      end if;
      raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
    end $$`.execute(db);
  await sql`create trigger audit_stays before update or delete on audit
    for each row execute function audit_stays()`.execute(db);
  await sql`create trigger audit_stays_whole before truncate on audit
    for each statement execute function audit_stays()`.execute(db);
  await sql`create trigger audit_stays before update or delete on audit_signed_heads
    for each row execute function audit_stays()`.execute(db);
}
