import { join } from 'node:path';

const copied = join(import.meta.dirname, '../apps/api/build/copied-pglite.ts');

/** For vitest: the product's database in memory is a copy of a new one, not one that is made each time. */
export const copiedDatabase = {
  name: 'copied-database',
  enforce: 'pre' as const,
  resolveId: (source: string, importer: string | undefined) =>
    source === '@electric-sql/pglite' && importer?.endsWith('/store/database.ts') ? copied : undefined,
};
