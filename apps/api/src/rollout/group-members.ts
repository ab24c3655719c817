import { MembersRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Helpdesk, HelpdeskGroups } from './helpdesk-groups.ts';

const TIMEOUT_MS = 4000;
const FRESH_MS = 5 * 60_000;
/** Of a group that nothing could be said about. */
const UNKNOWN_MS = 30_000;
const MAX_GROUPS = 500;

/**
 * How many people are in groups of the helpdesk: one question a group however many ask at once, and none again for a
 * while. Only groups that it lists are asked about: what somebody typed goes nowhere. Agents' tickets come first.
 */
export function createGroupMembers(
  helpdesk: Helpdesk,
  listed: (signal: AbortSignal) => Promise<HelpdeskGroups>,
  steadyNow: () => number,
) {
  const known = new Map<string, { readonly count: Promise<number | undefined>; untilMs: number }>();

  async function ask(group: string, signal: AbortSignal): Promise<number | undefined> {
    const found = helpdesk();
    const members = found?.connector.reads.members;
    if (!found || !members) return undefined;
    try {
      const question = (s: AbortSignal) => members({ by: 'id', value: group }, s);
      const answer = await found.policy.run('members', question, TIMEOUT_MS, 0, signal, 'follow_up');
      return answer === null ? undefined : MembersRecord.parse(answer.record).count;
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return undefined;
    }
  }

  function countOf(group: string, signal: AbortSignal): Promise<number | undefined> {
    const before = known.get(group);
    if (before && steadyNow() < before.untilMs) return before.count;
    const asked = { count: ask(group, signal), untilMs: steadyNow() + FRESH_MS };
    if (known.size >= MAX_GROUPS) known.clear();
    known.set(group, asked);
    const soon = () => {
      asked.untilMs = steadyNow() + UNKNOWN_MS;
    };
    asked.count.then((count) => (count === undefined ? soon() : undefined), soon);
    return asked.count;
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
