import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '@sidelight/api/connectors/catalogue.ts';
import { expect, it } from 'vitest';
import { vendorNamesIn } from './vendor-names.ts';

const root = join(import.meta.dirname, '../..');
const vendors = [...catalogue.keys()];
/** The one list of them, each vendor's own folder, and what only tests use. */
const mayName = new RegExp(
  `^apps/api/src/connectors/(catalogue\\.ts|(${vendors.join('|')})/)|\\.test\\.ts$|/fixtures(/|\\.ts$)`,
);

it('no generic code names a vendor', async () => {
  const files = await Array.fromAsync(glob('{apps/api,packages/shared}/src/**/*.ts', { cwd: root }));
  const generic = files.filter((file) => !mayName.test(file));
  expect(generic.length).toBeGreaterThan(250);
  const found = await Promise.all(
    generic.map(async (file) =>
      vendorNamesIn(await readFile(join(root, file), 'utf8'), vendors).map((at) => `${file}:${at}`),
    ),
  );
  expect(found.flat()).toEqual([]);
});

it('sees a vendor in any spelling, and not our own word for a page', () => {
  const text = ['const a = acmeUrl;', "'ACME_KEY'", 'readAcme(page)', 'statusPage, StatusPages, statusPages'].join(
    '\n',
  );
  expect(vendorNamesIn(text, ['acme', 'statuspage'])).toEqual(['1: acme', '2: ACME', '3: Acme']);
  expect(vendorNamesIn('readStatuspage statuspage STATUSPAGE_URL', ['statuspage'])).toHaveLength(3);
});
