import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { FolderInUse } from '@sidelight/api/store/folder-lock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProduct } from './start-product.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidelight-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('loses no view, link or last-known value on a stop right after them', async () => {
  const first = await openDatabase({ dataDir: folder });
  const product = await startProduct({ database: first });
  const token = await product.session();
  for (const ticketId of ['1001', '1002', '1004']) await product.stream(token, { ticketId });
  await product.stop();
  await first.close();

  const again = await openDatabase({ dataDir: folder });
  const count = async (table: 'audit' | 'links' | 'last_known') =>
    (await again.db.selectFrom(table).select('tenant').execute()).length;
  expect(
    await again.db.selectFrom('audit').select('ticket_id').where('action', '=', 'context.viewed').execute(),
  ).toEqual([{ ticket_id: '1001' }, { ticket_id: '1002' }, { ticket_id: '1004' }]);
  expect(await count('links')).toBe(3);
  expect(await count('last_known')).toBeGreaterThan(15);
  await again.close();
});

it('opens the folder for one process at a time, and takes over from one that is gone', async () => {
  const holder = await openDatabase({ dataDir: folder });
  await expect(openDatabase({ dataDir: folder })).rejects.toBeInstanceOf(FolderInUse);
  await holder.close();
  // A process that was killed leaves its lock behind; its number is nobody's any more.
  await writeFile(join(folder, 'lock'), '4194304');
  const heir = await openDatabase({ dataDir: folder });
  expect(await heir.isAnswering()).toBe(true);
  await heir.close();
});

it('says no more than 413 to a body that is too long', async () => {
  const product = await startProduct();
  try {
    const answer = await product.post('/v1/context', await product.session(), {
      ticketId: '1',
      pad: 'x'.repeat(10_000),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'too_large' });
  } finally {
    await product.stop();
  }
});
