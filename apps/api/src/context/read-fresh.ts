import type { Card } from '@sidelight/shared/context/card.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { shownTo } from '../privacy/mask.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { asOurselves } from './identify/ourselves.ts';
import { type OpenContextDeps, openContext } from './open-context.ts';
import { wholeAnswer } from './stream/whole-answer.ts';

export interface RecheckDeps extends OpenContextDeps {
  newRequestId(): string;
}

const ourselves = { userId: 'sidelight', role: 'agent', locale: 'en' } as const;

/** A ticket's cards as an agent would see them now, past every cache. Audited as what it is; no view of anybody's. */
export async function readFresh(
  deps: RecheckDeps,
  tenant: TenantId,
  ticketId: string,
  kind: WorkKind,
  signal: AbortSignal,
): Promise<readonly Card[]> {
  const { audit } = deps;
  const unseen: OpenContextDeps = {
    ...deps,
    reader: deps.reader.forWork(kind),
    ...asOurselves,
    audit: {
      // That the account is known is no second look.
      async write(entry) {
        if (entry.action !== 'context.linked') await audit.write({ ...entry, action: 'context.rechecked' });
      },
    },
    watch: { ...deps.watch, isCalm: () => true, shown: () => {} },
  };
  const request = { caller: { tenant, ...ourselves }, request: { ticketId }, requestId: deps.newRequestId() };
  const open = { ...request, deadlineMs: deps.blueprint.deadlineMs, isForced: true };
  const { cards } = await wholeAnswer((out) => openContext(unseen, open, out, signal));
  // What is masked for us is not there: what somebody else was shown of it must not be held against it.
  const masked = new Set(
    deps.blueprint.cards.flatMap(({ fields }) =>
      fields.filter(({ spec }) => shownTo(spec, ourselves) === 'masked').map(({ id }) => id),
    ),
  );
  return cards.map((card) => ({ ...card, fields: card.fields.filter(({ id }) => !masked.has(id)) }));
}
