import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from './database.ts';

const Reviews = z.object({ open: z.int(), oldest: z.coerce.number() });
const Dead = z.object({ reason: z.string(), open: z.int() });
const Aside = z.object({ object: z.string(), why: z.string(), fields: z.int() });
const Intakes = z.object({ object: z.string(), side: z.enum(['left', 'right']), ago: z.coerce.number() });

/** How sync stands, of all tenants together: four statements, however many there are. */
export async function readSyncGauges(db: Database) {
  const [reviews, dead, aside, intakes] = [
    await sql`select count(*)::int as open, coalesce(extract(epoch from now() - min(opened_at)), 0) oldest
      from sync_reviews where closed_at is null`.execute(db),
    await sql`select reason, count(*)::int as open from sync_dead_letters group by reason`.execute(db),
    await sql`select object, why, count(*)::int fields from sync_fields_aside group by object, why`.execute(db),
    await sql`select c.object, c.side, extract(epoch from now() - min(c.moved_at)) ago
      from sync_cursors c join sync_switches s on s.tenant = c.tenant and s.object = c.object and s.is_on
      group by c.object, c.side`.execute(db),
  ];
  const { open, oldest } = z.array(Reviews).parse(reviews.rows)[0] ?? { open: 0, oldest: 0 };
  return {
    reviews: { open, oldestSeconds: oldest },
    deadLetters: z.array(Dead).parse(dead.rows),
    aside: z.array(Aside).parse(aside.rows),
    intakes: z
      .array(Intakes)
      .parse(intakes.rows)
      .map(({ object, side, ago }) => ({ object, side, secondsAgo: ago })),
  };
}
