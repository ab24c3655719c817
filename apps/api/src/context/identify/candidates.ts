import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { AccountRecord } from '@sidelight/shared/record/crm.ts';
import { type Ask, isKnown } from './ask-crm.ts';
import type { IdentifyDeps } from './identity.ts';
import type { Candidacy } from './resolve.ts';

/** More than anybody would compare; and each is a call. */
const MAX_CANDIDATES = 10;

type Deps = Pick<IdentifyDeps, 'blueprint' | 'reads' | 'onBadExpression'>;

/** Names and tells apart the accounts that may be meant. One that cannot be read is named by its id. */
export async function describeCandidates(deps: Deps, ask: Ask, all: readonly Candidacy[]) {
  const candidates = await Promise.all(
    all.slice(0, MAX_CANDIDATES).map(async ({ accountId, evidence }): Promise<Candidate> => {
      const found = await ask(deps.reads.account, { by: 'id', value: accountId });
      if (!isKnown(found)) return { accountId, name: accountId, evidence: [...evidence] };
      const detail = await detailOf(deps, found.known.answer.record);
      const { url } = found.known.answer.source;
      return {
        accountId,
        name: found.known.answer.record.name ?? accountId,
        evidence: [...evidence],
        ...(detail === undefined ? {} : { detail }),
        ...(url === undefined ? {} : { url }),
      };
    }),
  );
  return { candidates, isPartial: all.length > MAX_CANDIDATES };
}

/** An expression that fails costs this line and nothing else. */
export async function detailOf(
  { blueprint, onBadExpression }: Pick<Deps, 'blueprint' | 'onBadExpression'>,
  record: AccountRecord,
): Promise<string | undefined> {
  try {
    const detail = await blueprint.candidateDetail?.(record);
    return typeof detail === 'string' && detail !== '' ? detail : undefined;
  } catch {
    onBadExpression('candidateDetail');
    return undefined;
  }
}
