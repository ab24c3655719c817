import { openDatabase } from '@sidelight/api/store/database.ts';
import { nextMigrations } from './next-release.ts';

/** One process that migrates a database and says how many newer migrations it met: `<database url> [next]`. */
const [url, release] = process.argv.slice(2) as [string, string?];
const { newer, close } = await openDatabase({ url }, release === 'next' ? nextMigrations : undefined);
process.stdout.write(`newer ${newer.length}`);
await close();
