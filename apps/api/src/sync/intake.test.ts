import { expect, it } from 'vitest';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { type IntakeDeps, takeIn } from './intake.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const signal = new AbortController().signal;
const no = () => Promise.reject(new Error('not asked for here'));

/** A side whose feed forgets: what it is asked with, and what came of it, in order. */
function stage(goodCursors: readonly (string | undefined)[], cursor: string | undefined) {
  const seen: string[] = [];
  let stored = cursor;
  const deps: IntakeDeps = {
    store: {
      transact: no,
      cursor: async () => stored,
      async moveCursor(_scope, _side, next) {
        seen.push(`moved to ${next}`);
        stored = next;
      },
    },
    target: {
      ...{
        side: 'right',
        batch: 100,
        writesAtOnce: 1,
        hasLastingPages: false,
        list: no,
        read: no,
        find: no,
        write: no,
        settle: no,
        definitions: no,
      },
      isErased: no,
      async changes(from) {
        seen.push(`asked from ${from ?? 'now'}`);
        return goodCursors.includes(from) ? { records: [], cursor: 'fresh', isMore: false } : 'expired';
      },
    },
    ...{ codecs: [], match: [], create: [], targets: { left: { find: no, read: no }, right: { find: no, read: no } } },
    clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }),
    ...{ isCustomer: () => false, erasedOf: async () => new Set<string>(), erase: no, now: Date.now },
    compareAll: async () => void seen.push('compared'),
  };
  return { deps, seen };
}

it('begins anew where its cursor has expired, asks for one comparison, and goes on from there', async () => {
  const { deps, seen } = stage([undefined, 'fresh'], 'old');
  await takeIn(deps, scope, signal);
  await takeIn(deps, scope, signal);
  expect(seen).toEqual([
    ...['asked from old', 'asked from now', 'compared', 'moved to fresh'],
    ...['asked from fresh', 'moved to fresh'],
  ]);
});

it('compares nothing because a side refuses what begins now', async () => {
  const { deps, seen } = stage([], undefined);
  await expect(takeIn(deps, scope, signal)).rejects.toThrow(UpstreamError);
  expect(seen).toEqual(['asked from now']);
});
