import type { Evidence } from '@sidelight/shared/context/customer.ts';

/** One way an account came up, before anything is decided. */
export interface Lead {
  readonly accountId: string;
  readonly evidence: Evidence;
}

export type Resolution =
  | { readonly kind: 'linked'; readonly accountId: string; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'ambiguous' | 'suggested'; readonly candidates: readonly Candidacy[] }
  | { readonly kind: 'nobody' };

export interface Candidacy {
  readonly accountId: string;
  readonly evidence: readonly Evidence[];
}

const strength: Readonly<Record<Evidence, number>> = {
  picked: 0,
  organization_external_id: 1,
  requester_external_id: 2,
  email: 3,
  email_without_tag: 4,
  domain: 5,
};
/** Below this a match is only offered. */
const WEAKEST_LINK = strength.email;

/**
 * Decides which account a requester is, from every lead there is. Only the strongest kind of
 * evidence counts; two accounts on it are ambiguous, whatever else might break the tie. An account
 * an agent has rejected comes back neither as the link nor as an offer.
 */
export function resolve(leads: readonly Lead[], rejected: ReadonlySet<string>): Resolution {
  const byAccount = new Map<string, Set<Evidence>>();
  for (const { accountId, evidence } of leads) {
    if (rejected.has(accountId)) continue;
    const known = byAccount.get(accountId) ?? new Set();
    byAccount.set(accountId, known.add(evidence));
  }
  const candidates = [...byAccount].map(([accountId, evidence]) => ({
    accountId,
    evidence: [...evidence].sort((a, b) => strength[a] - strength[b]),
  }));
  candidates.sort((a, b) => best(a) - best(b));
  const linkable = candidates.filter((c) => best(c) <= WEAKEST_LINK);
  const strongest = linkable.filter((c) => best(c) === best(linkable[0]!));
  const [only, second] = strongest;
  if (only && !second) return { kind: 'linked', ...only };
  if (second) return { kind: 'ambiguous', candidates: linkable };
  return candidates.length > 0 ? { kind: 'suggested', candidates } : { kind: 'nobody' };
}

const best = (candidate: Candidacy): number => strength[candidate.evidence[0]!];
