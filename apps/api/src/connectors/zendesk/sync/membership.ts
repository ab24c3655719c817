import { answerAs } from '../../http/http-client.ts';
import { isId, type SyncApi } from './api.ts';
import { isGone } from './lost.ts';
import type { Refusal } from './refusals.ts';
import { WireMembership, WireMemberships } from './wire.ts';

const refused: Refusal = { why: 'validation', property: 'organization' };

interface Wanted {
  readonly userId: string;
  readonly organizationId: string;
  /** False for a user who was just made, and is in none. */
  readonly isIn: boolean;
}

/**
 * Makes an organisation the one that is meant, in as many of the steps as are still missing. `organization_id` would
 * throw out all others.
 */
export async function makeOrganizationDefault(
  api: SyncApi,
  { userId, organizationId, isIn }: Wanted,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  if (!isId(organizationId)) return refused;
  const path = `users/${userId}/organization_memberships`;
  const listed = isIn ? await api.get(WireMemberships, path, { 'page[size]': '100' }, signal) : undefined;
  const known = listed?.organization_memberships.find(({ organization_id }) => organization_id === organizationId);
  if (known?.default) return undefined;
  const added = known ?? (await add(api, userId, organizationId, signal));
  if ('why' in added) return added;
  // The first one of all is the default by itself.
  if (added.default) return undefined;
  const answer = await api.write('PUT', `${path}/${added.id}/make_default`, {}, signal);
  if (isGone(answer)) return { why: 'gone' };
  if (answer.status === 422) return refused;
  answerAs(WireMemberships, answer);
  return undefined;
}

async function add(api: SyncApi, userId: string, organizationId: string, signal: AbortSignal) {
  const organization_membership = { user_id: Number(userId), organization_id: Number(organizationId) };
  const answer = await api.write('POST', 'organization_memberships', { organization_membership }, signal);
  if (isGone(answer)) return { why: 'gone' } as const;
  if (answer.status === 422) return refused;
  return answerAs(WireMembership, answer).organization_membership;
}
