import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pages } from './docs/pages.ts';

/** `npm run docs`: writes the parts of the documents that are made from the code. A test sees when they are not as made. */
const root = join(import.meta.dirname, '..');
for (const [path, text] of await pages(root, AbortSignal.timeout(10_000))) {
  await writeFile(join(root, path), text);
  process.stdout.write(`${path}\n`);
}
