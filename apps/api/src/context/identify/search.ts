import type { FoundAccount, SearchAnswer, SearchRequest } from '@sidelight/shared/context/search.ts';
import type { AccountRecord } from '@sidelight/shared/record/crm.ts';
import type { FoundAccounts } from '../../connectors/port.ts';
import { isUpstreamError } from '../../connectors/upstream-error.ts';
import type { Caller } from '../open-request.ts';
import { inWords } from '../present/candidate-words.ts';
import { type Ask, createAsk, isFailed, isKnown } from './ask-crm.ts';
import { describeCandidates, detailOf } from './candidates.ts';
import { confirmedParty } from './confirmed-party.ts';
import { domainOf } from './email.ts';
import type { PickDeps } from './pick.ts';
import { readSearchText } from './search-text.ts';

export interface SearchDeps extends PickDeps {
  /** Asks the CRM by a text that is no address; undefined where it cannot be asked so. Rejects like `Ask`. */
  searchAccounts?(text: string, signal: AbortSignal): Promise<FoundAccounts> | undefined;
}

type Unproven = Omit<FoundAccount, 'found'>;
interface Hits {
  readonly accounts: readonly Unproven[];
  readonly isPartial: boolean;
}
type Outcome = Hits | Extract<SearchAnswer, { kind: 'failed' | 'not_by_name' }>;

/**
 * An agent looks for the account of a requester that nothing speaks for: by address, domain or name. What is found
 * they may link. That somebody searched is audited; what for, is in no audit and no log.
 */
export async function searchAccounts(
  deps: SearchDeps,
  caller: Caller,
  { ticketId, requesterId, text }: SearchRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<SearchAnswer | 'not_confirmed'> {
  const { tenant, userId, role, locale } = caller;
  if (!(await confirmedParty(deps, caller, { ticketId, requesterId }, signal))) return 'not_confirmed';
  const about = { requesterId, ...(ticketId !== undefined && { ticketId }) };
  const by = { actorId: userId, role, requestId };
  const onRecord = deps.audit.write({ tenant, atMs: deps.now(), ...by, action: 'link.searched', ...about });
  // Nothing that is found is shown before; a failure of it is told below, whatever the CRM says.
  onRecord.catch(() => {});
  const outcome = await hitsOf(deps, createAsk(deps.reader, tenant, signal).ask, text, signal);
  await onRecord;
  if ('kind' in outcome) return outcome;
  if (outcome.accounts.length === 0) return { kind: 'nobody' };
  const accounts = inWords(outcome.accounts, deps.reads.account.fields, locale).map((account) => ({
    ...account,
    found: deps.proof.of(caller, { requesterId, accountId: account.accountId }),
  }));
  return { kind: 'found', accounts, isPartial: outcome.isPartial };
}

async function hitsOf(deps: SearchDeps, ask: Ask, text: string, signal: AbortSignal): Promise<Outcome> {
  const read = readSearchText(text);
  if (read.kind === 'name') return byName(deps, text, signal);
  const found = read.kind === 'email' ? await byEmail(deps, ask, read.value) : await byDomain(deps, ask, read.value);
  const isNothing = !('kind' in found) && found.accounts.length === 0;
  // What looks like a domain may be a name all the same.
  if (!isNothing || read.kind === 'email') return found;
  const named = await byName(deps, text, signal);
  return 'kind' in named && named.kind === 'not_by_name' ? found : named;
}

/** The companies of whoever has the address; where nobody has, those whose domain it is. */
async function byEmail(deps: SearchDeps, ask: Ask, email: string): Promise<Outcome> {
  const found = await ask(deps.reads.contact, { by: 'email', value: email });
  if (isFailed(found)) return { kind: 'failed', reason: found.failed };
  const record = isKnown(found) ? found.known.answer.record : undefined;
  if (record && record.accountIds.length > 0) {
    const isCut = isKnown(found) && found.known.answer.gaps !== undefined;
    const all = record.accountIds.map((accountId) => ({ accountId, evidence: ['email' as const] }));
    const { candidates, isPartial } = await describeCandidates(deps, ask, all);
    const accounts = candidates.map(({ evidence: _, ...candidate }) => ({ ...candidate, by: 'email' as const }));
    return { accounts, isPartial: isPartial || isCut };
  }
  const domain = domainOf(email);
  return deps.blueprint.freeMailDomains.has(domain) ? { accounts: [], isPartial: false } : byDomain(deps, ask, domain);
}

async function byDomain(deps: SearchDeps, ask: Ask, domain: string): Promise<Outcome> {
  const found = await ask(deps.reads.domain, { by: 'domain', value: domain });
  if (isFailed(found)) return { kind: 'failed', reason: found.failed };
  if (!isKnown(found)) return { accounts: [], isPartial: false };
  const { record, gaps } = found.known.answer;
  const accounts = await Promise.all(record.accounts.map((account) => describe(deps, account, 'domain')));
  return { accounts, isPartial: gaps !== undefined };
}

async function byName(deps: SearchDeps, text: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const found = await deps.searchAccounts?.(text, signal);
    if (!found) return { kind: 'not_by_name' };
    const accounts = await Promise.all(
      found.accounts.map(({ record, source }) => describe(deps, record, 'name', source.url)),
    );
    return { accounts, isPartial: found.isCutShort };
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    return { kind: 'failed', reason: error.reason };
  }
}

async function describe(
  deps: SearchDeps,
  record: AccountRecord,
  by: FoundAccount['by'],
  url?: string,
): Promise<Unproven> {
  const detail = await detailOf(deps, record);
  return {
    accountId: record.id,
    name: record.name ?? record.id,
    ...(detail !== undefined && { detail }),
    by,
    ...(url !== undefined && { url }),
  };
}
