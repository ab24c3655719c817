import { createSyncRunJob } from '@sidelight/api/composition/sync-run-job.ts';
import { done } from '@sidelight/api/jobs/outcome.ts';
import { noPages } from '@sidelight/api/sync/read-pages.ts';
import { noCounts } from '@sidelight/api/sync/reconciled.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { expect, it } from 'vitest';

const no = () => Promise.reject(new Error('not asked for here'));

it('a comparison whose progress cannot be stored goes on, and takes no process with it', async () => {
  const lost: unknown[] = [];
  const onLost = (error: unknown) => void lost.push(error);
  process.on('unhandledRejection', onLost);
  const ended: string[] = [];
  const job = createSyncRunJob({
    tenant: requireTenant('acme'),
    runs: {
      find: async (_, id) => ({
        ...{ id, object: 'contact', kind: 'compare', state: 'waiting', askedBy: 'test', askedAt: '' },
        ...{ progress: undefined, result: undefined, reason: undefined },
      }),
      began: () => Promise.reject(new Error('connection lost')),
      ended: async (_, id) => void ended.push(id),
      ...{ failed: no, checkpoint: no, paused: no, sampled: no },
    },
    support: { compare: no, paired: async () => {} },
    isOn: async () => true,
    ...{ subscribe: async () => {}, lookAtFields: no, compareField: no, erasedOf: no, unpaired: { keep: no } },
    async compare(_object, _how, { onProgress }) {
      for (const n of [1, 2]) {
        onProgress?.({ phase: 'comparing', done: n });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return noCounts();
    },
    ...{ ran() {}, steadyNow: () => 0, now: () => 0, pagesOf: () => ({ ...noPages, forgetOlder: async () => {} }) },
  });
  const { signal } = new AbortController();
  const given = { id: 'j', tenant: requireTenant('acme'), ids: { runId: 'r' }, attempt: 1, isLast: false };
  expect(await job.run(given, signal)).toEqual(done);
  expect([ended, lost]).toEqual([['r'], []]);
  process.off('unhandledRejection', onLost);
});

it('a dry run keeps no values of somebody who was erased while it ran', async () => {
  const kept: unknown[] = [];
  const pair = (left: string, right: string) => ({
    ...{ id: left, left, right, hold: undefined },
    fields: { one: { rounds: [], left: { sent: [] }, right: { sent: [], target: { value: 'new', isSent: false } } } },
  });
  const job = createSyncRunJob({
    tenant: requireTenant('acme'),
    runs: {
      find: async (_, id) => ({
        ...{ id, object: 'contact', kind: 'dry_run', state: 'waiting', askedBy: 'test', askedAt: '' },
        ...{ progress: undefined, result: undefined, reason: undefined },
      }),
      ...{ began: async () => false, failed: no, checkpoint: no, paused: no },
      sampled: async (_tenant, _id, sample) => void kept.push(sample.map(({ left }) => left)),
      ended: async () => void kept.push('ended'),
    },
    support: { compare: no, paired: no },
    ...{ isOn: async () => true, subscribe: no, lookAtFields: async () => {}, compareField: no },
    async compare(_object, _how, { onWeighed }) {
      for (const one of [pair('1', '11'), pair('2', '12'), pair('3', '13')]) onWeighed?.(one);
      return noCounts();
    },
    erasedOf: async (_object, side) => new Set(side === 'left' ? ['1'] : ['13']),
    ...{ ran() {}, steadyNow: () => 0, now: () => 0, pagesOf: () => ({ ...noPages, forgetOlder: async () => {} }) },
    unpaired: { keep: no },
  });
  const given = { id: 'j', tenant: requireTenant('acme'), ids: { runId: 'r' }, attempt: 1, isLast: false };
  expect(await job.run(given, new AbortController().signal)).toEqual(done);
  // Stored first: whoever is erased after the look for them finds what was stored.
  expect(kept).toEqual([['1', '2', '3'], ['2'], 'ended']);
});
