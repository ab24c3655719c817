import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';

/** What makes a field more than one of many: it is drawn so before its value is known. */
export type FieldMarks = Pick<CardFrame['fields'][number], 'isDecision' | 'verdict' | 'isRisk'>;

/** Who looks at the line above the cards decides by what stands there; what somebody agreed to decides what may be sent to them. */
export function fieldMarksOf(
  id: string,
  { decision, consent }: Pick<FieldSpec, 'decision' | 'consent'>,
  { verdict }: Pick<IntegrationMap, 'verdict'>,
): FieldMarks {
  const place = verdict ? [...verdict.facts, ...verdict.risks].indexOf(id) : -1;
  return {
    ...((decision || consent || place >= 0) && { isDecision: true }),
    ...(place >= 0 && { verdict: place }),
    ...(verdict?.risks.includes(id) && { isRisk: true }),
  };
}
