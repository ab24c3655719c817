import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { noRecord } from '../../audit/fixtures.ts';
import { applyPatch, type SyncFile } from './sync-file.ts';

const base = createHash('sha256').update('before').digest('base64url');
const never = AbortSignal.abort();

function setup() {
  const done: string[] = [];
  const file: SyncFile = {
    read: async () => ({ text: 'before', folder: 'map' }),
    canWrite: async () => true,
    replace: async (_, after) => {
      done.push(`written ${after}`);
      return 'done';
    },
  };
  const make = async () => ({ kind: 'patch', before: 'before', patch: '', text: 'after' }) as const;
  return { done, apply: (settle: () => Promise<void>) => applyPatch(file, base, make, { ...noRecord, settle }, never) };
}

it('a change of the map is on record before it is made, and is not made where that cannot be', async () => {
  const { done, apply } = setup();
  expect(await apply(async () => void done.push('on record'))).toEqual({ kind: 'done' });
  expect(done).toEqual(['on record', 'written after']);
  await expect(apply(() => Promise.reject(new Error('no row')))).rejects.toThrow('no row');
  expect(done).toHaveLength(2);
});
