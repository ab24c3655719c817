import { createSyncRunJob } from '@sidelight/api/composition/sync-run-job.ts';
import { done } from '@sidelight/api/jobs/outcome.ts';
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
      ...{ failed: no, checkpoint: no, paused: no },
    },
    support: { compare: no, paired: async () => {} },
    isOn: async () => true,
    ...{ subscribe: async () => {}, lookAtFields: no, compareField: no },
    async compare(_object, _how, { onProgress }) {
      for (const n of [1, 2]) {
        onProgress?.({ phase: 'comparing', done: n });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return noCounts();
    },
    ...{ ran() {}, steadyNow: () => 0 },
  });
  const { signal } = new AbortController();
  const given = { id: 'j', tenant: requireTenant('acme'), ids: { runId: 'r' }, attempt: 1, isLast: false };
  expect(await job.run(given, signal)).toEqual(done);
  expect([ended, lost]).toEqual([['r'], []]);
  process.off('unhandledRejection', onLost);
});
