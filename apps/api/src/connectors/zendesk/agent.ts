import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { AgentRecord } from '@sidelight/shared/record/helpdesk.ts';
import { readable, readEach } from '../each-record.ts';
import { withGaps } from '../gaps.ts';
import type { Answer } from '../port.ts';
import { isUpstreamError } from '../upstream-error.ts';
import type { createZendeskClient } from './client.ts';
import { normaliseAgent, restrictionOf } from './normalise.ts';
import { WireAgent, type WireAgentAnswer, WireBrandAgent, WireGroup, WireMembership } from './wire.ts';

type Client = Pick<ReturnType<typeof createZendeskClient>, 'agent' | 'groupsOf' | 'membershipsOf' | 'brandsOf'>;
type Listed = readonly unknown[] | null;

/** An account that does not part its staff by brand may know no such list, which keeps nobody out. */
const NO_BRANDS: readonly Reason[] = ['forbidden', 'bad_answer'];

/**
 * Somebody of the staff, with where they work: one record, so that all of it is of one age. What only says which tickets
 * are whose is asked for of those alone who may open some.
 */
export async function readAgent(
  client: Client,
  may: (scope: string) => boolean,
  id: string,
  signal: AbortSignal,
): Promise<(Omit<Answer<AgentRecord>, 'source'> & { readonly wire: WireAgentAnswer }) | null> {
  // Null where the token may not read them: that must not keep everybody out who needs none.
  const asFarAsAllowed = (scope: string, ask: () => Promise<Listed>, unless: readonly Reason[] = ['forbidden']) =>
    may(scope)
      ? ask().catch((error: unknown) => {
          if (isUpstreamError(error) && unless.includes(error.reason)) return null;
          throw error;
        })
      : Promise.resolve(null);

  const [wire, listed] = await Promise.all([
    client.agent(id, signal),
    asFarAsAllowed('groups:read', () => client.groupsOf(id, signal)),
  ]);
  if (!wire) return null;
  const restriction = restrictionOf(wire.user);
  const [memberships, brands] = await Promise.all([
    restriction === 'organization'
      ? asFarAsAllowed('organizations:read', () => client.membershipsOf(id, signal))
      : null,
    restriction === 'none' ? null : asFarAsAllowed('brands:read', () => client.brandsOf(id, signal), NO_BRANDS),
  ]);
  const groups = readable(WireGroup, listed ?? []);
  const theirs = readEach(WireMembership, memberships ?? []);
  const worksFor = readEach(WireBrandAgent, brands ?? []);
  // With odd ones alone nobody can say where they work; "in no group" would be a guess.
  const isGuess = listed === null || (groups.records.length === 0 && groups.leftOut > 0);
  return {
    wire,
    record: normaliseAgent(wire, {
      groups: isGuess ? null : groups.records,
      organizationIds: memberships && theirs.records.map(({ organization_id }) => organization_id),
      brandIds: brands && worksFor.records.map(({ brand_id }) => brand_id),
    }),
    ...withGaps({ isCutShort: false, leftOut: groups.leftOut + theirs.leftOut + worksFor.leftOut }),
  };
}

/** Many at once, without where each belongs. One whose record is odd is left out, and so asked about by itself. */
export const readStaff = async (
  client: Pick<ReturnType<typeof createZendeskClient>, 'users'>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly AgentRecord[]> =>
  readable(WireAgent, await client.users(ids, signal)).records.map((user) =>
    normaliseAgent({ user }, { groups: null }),
  );
