import { PGlite as Made, type PGliteOptions } from '@electric-sql/pglite';
import { emptyDatabase } from './empty-database.ts';

const empty = await emptyDatabase();

/**
 * PGlite as the tests have it: what is in memory begins as a copy of an empty database, where PGlite would make one.
 * That is a third of the work, and dozens of files begin with it.
 */
export class PGlite extends Made {
  constructor(options: PGliteOptions = { loadDataDir: empty }) {
    super(options);
  }
}
