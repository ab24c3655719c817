import { type Kysely, sql } from 'kysely';

/** Records that are to be made on the other side, new customers, and what is to be done for each. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_makings (
    tenant text not null,
    object text not null,
    side text not null,
    source_id text not null,
    key text not null,
    is_sent boolean not null default false,
    sends int not null default 0,
    is_approved boolean not null,
    pending text,
    waits int not null default 0,
    wanted_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    primary key (tenant, object, side, source_id)
  )`.execute(db);
  await sql`create index sync_makings_due on sync_makings (tenant, object, side, is_sent desc, wanted_at)`.execute(db);
  await sql`alter table sync_switches add column asked_deals_at timestamptz not null default now()`.execute(db);
  await sql`create table new_customers (
    tenant text not null,
    company_id text not null,
    deal_id text not null,
    won_at timestamptz not null,
    begun_at timestamptz not null default now(),
    organization_id text,
    contacts int not null default 0,
    made_at timestamptz,
    primary key (tenant, company_id)
  )`.execute(db);
  await sql`create index new_customers_organization on new_customers (tenant, organization_id)`.execute(db);
  await sql`create table onboarding_steps (
    tenant text not null,
    company_id text not null,
    n int not null,
    step text not null,
    due_at timestamptz not null,
    done_at timestamptz,
    done_by text,
    primary key (tenant, company_id, step)
  )`.execute(db);
}
