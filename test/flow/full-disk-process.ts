import { openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';

/** Writes to an embedded database until it is broken; says each number that it has acknowledged. Ends as the service does. */
const { db } = await openDatabase({ dataDir: process.env.DATA_DIR ?? '' }, undefined, {
  onBroken: () => process.exit(1),
});
process.stdout.write('open\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
for (let n = 0; n < 200; n++) {
  await sql`insert into kept values (${n})`.execute(db).then(
    () => process.stdout.write(`${n}\n`),
    () => {},
  );
  // Nothing but the log grows.
  await sql`select pg_logical_emit_message(false, 'x', repeat('x', 1000000))`.execute(db).catch(() => {});
}
process.exit(2);
