import { openAsBlob } from 'node:fs';
import { PGlite as Made, type PGliteOptions } from '@electric-sql/pglite';
import { newDatabaseFile } from './new-database-file.ts';

const copied = await openAsBlob(await newDatabaseFile());

/**
 * PGlite as the tests have it: what is in memory begins as a copy of a database that the product has made, where each
 * would be made anew. That a new one is made right is tested in folders, and on PostgreSQL.
 */
export class PGlite extends Made {
  constructor(options: PGliteOptions = { loadDataDir: copied }) {
    super(options);
  }
}
