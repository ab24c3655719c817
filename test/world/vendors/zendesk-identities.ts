import type { Directory } from './zendesk-directory.ts';
import type { Identity, UserState } from './zendesk-user-state.ts';
import { refused, taken, type WriteRefused } from './zendesk-write-refused.ts';

export interface IdentityInput {
  readonly type: Identity['type'];
  readonly value: string;
  readonly primary?: boolean | undefined;
  readonly verified?: boolean | undefined;
  readonly skip_verify_email?: boolean | undefined;
}

/** One more address or number; a mail goes out to the address unless somebody says otherwise. */
export function withIdentity(
  directory: Directory,
  user: UserState,
  { type, value, primary = false, verified = false, skip_verify_email = false }: IdentityInput,
): UserState | WriteRefused {
  const text = type === 'email' ? value.trim().toLowerCase() : value.replace(/[^\d+]/g, '');
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return refused('value', 'InvalidValue', `Value: ${value} is not properly formatted`);
  }
  const holder = directory.userByIdentity(type, text);
  if (holder) return holder.id === user.id ? user : taken('value', `Value ${text}`);
  const now = directory.clock.now();
  const isFirst = !user.identities.some((one) => one.type === type);
  const isPrimary = primary || isFirst;
  const added: Identity = {
    ...{
      id: directory.newId(),
      type,
      value: text,
      isPrimary,
      isVerified: verified,
      createdAtMs: now,
      updatedAtMs: now,
    },
  };
  if (type === 'email' && !verified && !skip_verify_email) directory.verificationMails.push(text);
  const others = isPrimary
    ? user.identities.map((one) => (one.type === type ? demoted(one, now) : one))
    : user.identities;
  return { ...user, identities: [...others, added] };
}

export function withPrimary(user: UserState, identityId: number, nowMs: number): UserState | undefined {
  const chosen = user.identities.find(({ id }) => id === identityId);
  if (!chosen) return undefined;
  return {
    ...user,
    identities: user.identities.map((one) => {
      if (one.type !== chosen.type || one.isPrimary === (one === chosen)) return one;
      return one === chosen ? { ...one, isPrimary: true, updatedAtMs: nowMs } : demoted(one, nowMs);
    }),
  };
}

const demoted = (identity: Identity, nowMs: number): Identity =>
  identity.isPrimary ? { ...identity, isPrimary: false, updatedAtMs: nowMs } : identity;
