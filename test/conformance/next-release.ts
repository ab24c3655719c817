import { type Migrations, migrations } from '@sidelight/api/store/migrations.ts';
import { sql } from 'kysely';

/** What the release after this one does to the schema, within the rule: it only adds. */
export const nextMigrations: Migrations = {
  ...migrations,
  '9001-next-release': {
    async up(db) {
      await sql`alter table links add column note text`.execute(db);
      await sql`alter table audit add column reason text not null default ''`.execute(db);
      await sql`create table link_notes (
        tenant text not null,
        requester_id text not null,
        note text not null,
        primary key (tenant, requester_id)
      )`.execute(db);
      await sql`create index links_by_account on links (tenant, account_id)`.execute(db);
    },
  },
};
