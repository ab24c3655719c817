import { GroupsRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { HelpdeskGroup } from '@sidelight/shared/setup/rollout.ts';
import type { Connector } from '../connectors/port.ts';
import type { Policy } from '../connectors/resilience/policy.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';

export type HelpdeskGroups =
  | { readonly kind: 'known'; readonly all: readonly HelpdeskGroup[] }
  | { readonly kind: 'unknown' };

/** The helpdesk's connection; undefined while nobody has connected it. */
export type Helpdesk = () => { readonly connector: Connector; readonly policy: Policy } | undefined;

const TIMEOUT_MS = 4000;
const FRESH_MS = 30_000;

/** All groups of the helpdesk, asked for anew when an admin looks after a while. */
export function createHelpdeskGroups(helpdesk: Helpdesk, steadyNow: () => number) {
  let known: { all: readonly HelpdeskGroup[]; readMs: number } | undefined;

  return async function groups(signal: AbortSignal): Promise<HelpdeskGroups> {
    if (known && steadyNow() - known.readMs < FRESH_MS) return { kind: 'known', all: known.all };
    const found = helpdesk();
    const ask = found?.connector.reads.groups;
    if (!found || !ask) return { kind: 'unknown' };
    try {
      const question = (s: AbortSignal) => ask({ by: 'tenant', value: '' }, s);
      const answer = await found.policy.run('groups', question, TIMEOUT_MS, 1, signal);
      if (answer === null) return { kind: 'unknown' };
      known = { all: GroupsRecord.parse(answer.record).groups, readMs: steadyNow() };
      return { kind: 'known', all: known.all };
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return { kind: 'unknown' };
    }
  };
}
