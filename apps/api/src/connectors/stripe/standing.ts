import type { SubscriptionRecord } from '@sidelight/shared/record/billing.ts';

/** Never began, or over. Every other word, known or not, is a subscription somebody has. */
const dead: readonly string[] = ['incomplete', 'incomplete_expired', 'canceled'];
const known: readonly string[] = [...dead, 'trialing', 'active', 'past_due', 'unpaid', 'paused'];

export const isLive = ({ status }: Pick<SubscriptionRecord, 'status'>): boolean => !dead.includes(status);
export const isUnknown = ({ status }: Pick<SubscriptionRecord, 'status'>): boolean => !known.includes(status);

/** Paused has two forms: no service at all, or service whose invoices nobody collects. */
export const isPaused = ({ status, isCollectionPaused }: SubscriptionRecord): boolean =>
  status === 'paused' || isCollectionPaused;

/** Worst first. */
const ladder: readonly ((subscription: SubscriptionRecord) => boolean)[] = [
  ({ status }) => status === 'unpaid',
  ({ status }) => status === 'past_due',
  isUnknown,
  (subscription) => isLive(subscription) && isPaused(subscription),
  ({ status }) => status === 'trialing',
  isLive,
  ({ status }) => status === 'incomplete',
];

const rank = (subscription: SubscriptionRecord): number => {
  const step = ladder.findIndex((holds) => holds(subscription));
  return step === -1 ? ladder.length : step;
};

/** Live before dead, then the worst payment state, then the newest. */
export const byStanding = (a: SubscriptionRecord, b: SubscriptionRecord): number =>
  rank(a) - rank(b) || (b.startedAt ?? '').localeCompare(a.startedAt ?? '');
