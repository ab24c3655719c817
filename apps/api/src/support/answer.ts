import type { SupportRecord } from '@sidelight/shared/record/support.ts';
import type { Answer, Subject } from '../connectors/port.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SupportStore } from './ports.ts';
import type { Customer } from './ticket-fact.ts';

export interface SupportAnswerDeps {
  readonly tenant: TenantId;
  readonly store: Pick<SupportStore, 'find' | 'isKept'>;
  steadyNow(): number;
}

/** So long it is believed that nothing is kept: a ticket that is opened must not cost a question each time. */
const KNOWN_FOR_MS = 15_000;

const NOTHING: SupportRecord = {
  ...{ level: 'too_few', score: null, change: null, trend: [], reason: null, secondReason: null, otherReasons: null },
  ...{ openTickets: null, lastTicketAt: null },
};

/** How a customer stands, from our own store: no vendor is asked. */
export function createSupportAnswer({ tenant, store, steadyNow }: SupportAnswerDeps) {
  let known: { readonly isKept: Promise<boolean>; readonly untilMs: number } | undefined;
  function isKept(): Promise<boolean> {
    if (!known || steadyNow() >= known.untilMs) {
      known = { isKept: store.isKept(tenant), untilMs: steadyNow() + KNOWN_FOR_MS };
      // Asked again at once by whoever comes next.
      known.isKept.catch(() => {
        known = undefined;
      });
    }
    return known.isKept;
  }
  return async ({ value }: Subject): Promise<Answer<SupportRecord>> => {
    const customer = customerIn(value);
    const isCounted = await isKept();
    const found = customer && isCounted ? await store.find(tenant, customer) : undefined;
    const source = { type: customer?.kind === 'users' ? 'user' : 'organization', id: customer?.id ?? value };
    if (!isCounted) return { record: { ...NOTHING, level: 'not_kept' }, source, isNobodyAsked: true };
    if (!found) return { record: NOTHING, source };
    return { record: found.record, source: { ...source, changedAt: new Date(found.atMs).toISOString() } };
  };
}

/** As `subjects.ts` writes it. */
function customerIn(text: string): Customer | undefined {
  const [kind, id] = text.split(':', 2);
  return (kind === 'organizations' || kind === 'users') && id ? { kind, id } : undefined;
}
