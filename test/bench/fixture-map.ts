import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';

const KEPT = new Set([
  'helpdesk.ticket',
  'helpdesk.requester',
  'helpdesk.agent',
  'crm.contact',
  'crm.account',
  'billing.subscriptions',
]);
/** Asked only while a link is being learned, which the warm-up does. */
const LEARNING = new Set(['crm.domain', 'billing.customer']);

/**
 * The demo map cut down to four reads (the ticket, contact, account, subscriptions), the number the peers ask too, of
 * vendors that take any number at once. `isForgetful`: nothing stays fresh, so that every request asks all four.
 */
export function fourReads(map: IntegrationMap, isForgetful: boolean): IntegrationMap {
  const forget = { freshMs: 0, staleWhileRevalidateMs: 0, nobodyMs: 0 };
  const systems = Object.fromEntries(
    Object.entries(map.systems).map(([id, spec]) => {
      const reads = Object.fromEntries(
        Object.entries(spec.reads).filter(([read]) => KEPT.has(read) || LEARNING.has(read)),
      );
      const fields = Object.fromEntries(Object.entries(spec.fields).filter(([, field]) => KEPT.has(field.from)));
      const budget = isForgetful ? { ...spec.budget, ...forget } : spec.budget;
      return [id, { ...spec, budget: { ...budget, concurrency: 200 }, reads, fields }];
    }),
  );
  const declared = new Set(Object.values(systems).flatMap((spec) => Object.keys(spec.fields)));
  const cards = map.cards
    .map((card) => ({ ...card, fields: card.fields.filter((field) => declared.has(field)) }))
    .filter((card) => card.fields.length > 0);
  return { ...map, systems, cards };
}
