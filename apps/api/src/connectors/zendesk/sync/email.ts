import { answerAs } from '../../http/http-client.ts';
import type { SyncApi } from './api.ts';
import { term } from './find.ts';
import { isGone } from './lost.ts';
import { type Refusal, whyOf } from './refusals.ts';
import { WireIdentities, WireIdentity, WireInvalid, WireMany } from './wire.ts';

/**
 * Makes an address the primary one, in as many of the steps as are still missing: a plain update would only add it.
 * The old one stays as another. No mail goes out.
 */
export async function makeEmailPrimary(
  api: SyncApi,
  userId: string,
  email: string,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  const address = email.trim().toLowerCase();
  const path = `users/${userId}/identities`;
  const { identities } = await api.get(WireIdentities, path, { 'page[size]': '100' }, signal);
  const known = identities.find(({ type, value }) => type === 'email' && value?.toLowerCase() === address);
  if (known?.primary) return undefined;
  const added = known ?? (await add(api, path, address, signal));
  if ('why' in added) return added;
  const answer = await api.write('PUT', `${path}/${added.id}/make_primary`, {}, signal);
  if (isGone(answer)) return { why: 'gone' };
  if (answer.status === 422) return { why: 'validation', property: 'email' };
  answerAs(WireIdentities, answer);
  return undefined;
}

async function add(api: SyncApi, path: string, value: string, signal: AbortSignal): Promise<Refusal | { id: string }> {
  const identity = { type: 'email', value, skip_verify_email: true };
  const answer = await api.write('POST', path, { identity }, signal);
  if (isGone(answer)) return { why: 'gone' };
  if (answer.status !== 422) return answerAs(WireIdentity, answer).identity;
  const { details } = answerAs(WireInvalid, answer);
  const why = whyOf(Object.values(details ?? {})[0]?.[0]?.error);
  if (why !== 'duplicate') return { why, property: 'email' };
  const holders = await api.get(WireMany.users, 'users/search', { query: term('email', value) }, signal);
  const [other] = holders;
  return { why, property: 'email', ...(other ? { other: other.id } : {}) };
}
