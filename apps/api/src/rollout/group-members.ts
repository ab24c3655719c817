import { MembersRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Helpdesk, HelpdeskGroups } from './helpdesk-groups.ts';

const TIMEOUT_MS = 4000;
const FRESH_MS = 5 * 60_000;
const MAX_GROUPS = 500;

/**
 * How many people are in groups of the helpdesk: one question a group, and none again for a while. Only groups that it
 * lists are asked about: what somebody typed goes nowhere.
 */
export function createGroupMembers(
  helpdesk: Helpdesk,
  listed: (signal: AbortSignal) => Promise<HelpdeskGroups>,
  steadyNow: () => number,
) {
  const known = new Map<string, { readonly count: number; readonly readMs: number }>();

  async function countOf(group: string, signal: AbortSignal): Promise<number | undefined> {
    const before = known.get(group);
    if (before && steadyNow() - before.readMs < FRESH_MS) return before.count;
    const found = helpdesk();
    const ask = found?.connector.reads.members;
    if (!found || !ask) return undefined;
    try {
      const question = (s: AbortSignal) => ask({ by: 'id', value: group }, s);
      const answer = await found.policy.run('members', question, TIMEOUT_MS, 1, signal);
      if (answer === null) return undefined;
      const { count } = MembersRecord.parse(answer.record);
      if (known.size >= MAX_GROUPS) known.clear();
      known.set(group, { count, readMs: steadyNow() });
      return count;
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return undefined;
    }
  }

  return async function members(groups: readonly string[], signal: AbortSignal): Promise<GroupMembers> {
    const all = await listed(signal);
    const ids = new Set(all.kind === 'known' ? all.all.map(({ id }) => id) : []);
    const asked = [...new Set(groups)]
      .filter((group) => ids.has(group))
      .map(async (group) => {
        const count = await countOf(group, signal);
        return { group, ...(count !== undefined && { count }) };
      });
    return { members: await Promise.all(asked) };
  };
}
