import { z } from 'zod';
import { readable } from '../each-record.ts';

/**
 * What a ticket's service targets come to, where it was asked for with `include=slas` and a policy applies to it.
 * Only one of the three numbers is there; below zero, the target was missed.
 */
const PolicyMetric = z.object({
  metric: z.string(),
  stage: z.string(),
  breach_at: z.string().nullish(),
  days: z.number().nullish(),
  hours: z.number().nullish(),
  minutes: z.number().nullish(),
});
type PolicyMetric = z.infer<typeof PolicyMetric>;

/** Not documented in full: one target that cannot be made out is no reason to show nothing of the ticket. */
export const WireSlas = z
  .object({ policy_metrics: z.array(z.unknown()).nullish() })
  .nullish()
  .transform((slas) => readable(PolicyMetric, slas?.policy_metrics ?? []).records);

const isMissed = ({ days, hours, minutes }: PolicyMetric): boolean => (days ?? hours ?? minutes ?? 0) < 0;

/** Missed as soon as one target is; kept once all are achieved. */
export function slaOf(metrics: readonly PolicyMetric[]): 'kept' | 'missed' | null {
  if (metrics.some(isMissed)) return 'missed';
  return metrics.length > 0 && metrics.every(({ stage }) => stage === 'achieved') ? 'kept' : null;
}

/** The target that is due first of those that run; one that was missed runs on until it is met. */
export function nextDue(metrics: readonly PolicyMetric[]): { metric: string; dueAt: string } | null {
  const running = metrics.flatMap(({ metric, stage, breach_at: dueAt }) => {
    const isTime = dueAt && !Number.isNaN(Date.parse(dueAt));
    return stage === 'active' && isTime ? [{ metric, dueAt }] : [];
  });
  return running.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0] ?? null;
}
