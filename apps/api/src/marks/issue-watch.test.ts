import { beforeEach, expect, it } from 'vitest';
import type { IssueState } from '../connectors/port.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createIssueWatch } from './issue-watch.ts';

const tenant = requireTenant('acme');
const { signal } = new AbortController();
let did: string[];
let awaited: string[];
let open: ReadonlySet<string> | undefined;
const states = new Map<string, IssueState | 'fails'>();
beforeEach(() => {
  did = [];
  awaited = ['A-1', 'A-2', 'A-3'];
  open = new Set(['A-1']);
  states.clear();
});

const look = () =>
  createIssueWatch({
    tenant,
    reports: {
      awaited: async () => awaited,
      open: async (_tenant, ids) => void did.push(`open ${ids.join(' ')}`),
      unasked: async (_tenant, ids) => void did.push(`unasked ${ids.join(' ')}`),
      async missing(_tenant, id) {
        did.push(`missing ${id}`);
        return id === 'A-9';
      },
      end: async (_tenant, id, end) => void did.push(`end ${id} ${end.kind === 'closed' ? end.as : end.kind}`),
      of: async () => [],
      askedBy: async () => undefined,
      say: async () => Promise.reject(new Error('nobody says anything here')),
    },
    openIds: async () => open,
    async stateOf(id) {
      did.push(`asked ${id}`);
      const state = states.get(id) ?? { kind: 'open' };
      if (state === 'fails') throw new UpstreamError('timeout');
      return state;
    },
  })(signal);

it('asks for those alone that are not among the open ones, and ends what is closed', async () => {
  states.set('A-2', { kind: 'closed', as: 'Done' });
  expect(await look()).toEqual({ kind: 'done' });
  expect(did).toEqual(['open A-1', 'asked A-2', 'end A-2 Done', 'asked A-3', 'open A-3']);
});

it('asks nothing where nobody waits', async () => {
  awaited = [];
  await look();
  expect(did).toEqual([]);
});

it('leaves all for later while the tracker does not answer, from where it stopped', async () => {
  open = undefined;
  await look();
  open = new Set();
  states.set('A-2', 'fails');
  await look();
  expect(did).toEqual(['unasked A-1 A-2 A-3', 'open ', 'asked A-1', 'open A-1', 'asked A-2', 'unasked A-2 A-3']);
});

it('gives up one that has been out of sight for a day, and no other', async () => {
  awaited = ['A-8', 'A-9'];
  states.set('A-8', { kind: 'unknown' }).set('A-9', { kind: 'unknown' });
  await look();
  expect(did.filter((one) => one.startsWith('end'))).toEqual(['end A-9 gone']);
});

it('asks for no more than twenty at once', async () => {
  awaited = Array.from({ length: 50 }, (_, n) => `B-${n}`);
  await look();
  expect(did.filter((one) => one.startsWith('asked'))).toHaveLength(20);
  expect(did.filter((one) => one.startsWith('unasked'))).toEqual([]);
});
