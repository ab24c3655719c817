import { sql } from 'kysely';

/** More than the clocks of a database and its standby differ by: what is dated later than that was dated before its clock was set back. */
export const SKEW = sql`interval '1 minute'`;
