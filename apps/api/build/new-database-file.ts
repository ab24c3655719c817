import { join } from 'node:path';
import { madeBy } from './made-by.ts';

const cache = join(import.meta.dirname, '../../../node_modules/.cache/sidelight');

/** Of a new database, as PGlite takes it: one for all that it is made by. */
export const newDatabaseFile = async (): Promise<string> => join(cache, `database-${await madeBy()}.tar`);
