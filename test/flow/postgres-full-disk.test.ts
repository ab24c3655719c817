import { openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { startProduct } from './start-product.ts';

const server = process.env.TEST_DATABASE_URL;
const PICK = { ticketId: '1001', requesterId: '900010', accountId: '6100000101' };

it.skipIf(!server)(
  'a PostgreSQL without room is one that is away: nothing is acknowledged, and it goes on once there is room',
  async () => {
    const empty = await createEmptyPostgres(server!);
    const database = await openDatabase({ url: empty.url });
    const product = await startProduct({ database, isRestart: true });
    try {
      const token = await product.session('lead');
      // As the server says it where a row does not fit on its disk any more.
      await sql`create function is_full() returns trigger language plpgsql as $$ begin
        raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
        database.db,
      );
      await sql`create trigger full_disk before insert or update on links execute function is_full()`.execute(
        database.db,
      );
      const refused = await product.post('/v1/links/pin', token, PICK);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, 'store_away']);
      const picked = () => database.db.selectFrom('audit').select('id').where('action', '=', 'link.picked').execute();
      expect(await picked(), 'no row of what was not done').toEqual([]);
      expect((await product.whole(token, { ticketId: '1001' })).customer.state, 'agents go on').not.toBe('unverified');
      await sql`drop trigger full_disk on links`.execute(database.db);
      expect((await product.post('/v1/links/pin', token, PICK)).status).toBe(204);
      expect(await picked()).toHaveLength(1);
    } finally {
      await product.stop();
      await database.close();
      await empty.drop();
    }
  },
  120_000,
);
