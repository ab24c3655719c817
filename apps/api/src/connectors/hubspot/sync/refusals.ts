import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ItemOutcome } from '../../sync-port.ts';
import type { WireFault, WireRefusal } from './wire.ts';

export type Refused = Extract<ItemOutcome, { kind: 'refused' }>;

/** One item of a batch as it was sent. */
export interface BatchItem {
  /** The id or our key: what the outcome is told by. */
  readonly key: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** About the property, whoever's it is: every record that carries it would be refused. */
const OF_THE_PROPERTY = ['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE'];

/** Which items a refusal names, and why each was refused. Empty where it says only that something is wrong. */
export function namedIn(refusal: WireRefusal, items: readonly BatchItem[]): ReadonlyMap<string, Refused> {
  const faults: readonly WireFault[] = refusal.errors?.length ? refusal.errors : [{ context: refusal.context }];
  const named = new Map<string, Refused>();
  for (const fault of faults) {
    const why = reasonOf(refusal, fault);
    const { property } = why;
    const keys = keysOf(fault.context ?? refusal.context);
    const isOfAll = property !== undefined && OF_THE_PROPERTY.includes(fault.code ?? '');
    for (const { key, properties } of items) {
      if (keys.includes(key) || (isOfAll && ownValue(properties, property) !== undefined)) named.set(key, why);
    }
  }
  return named;
}

/** Why a batch was refused, as far as its first fault tells. */
export const firstReason = (refusal: WireRefusal): Refused => reasonOf(refusal, refusal.errors?.[0]);

function reasonOf({ category }: WireRefusal, fault: WireFault | undefined): Refused {
  const property = fault?.context?.propertyName?.[0];
  const isTaken = category === 'CONFLICT' || fault?.code === 'CONFLICTING_UNIQUE_VALUE';
  const why = isTaken ? 'duplicate' : category === 'OBJECT_NOT_FOUND' ? 'gone' : 'validation';
  return { kind: 'refused', why, ...(property === undefined ? {} : { property }) };
}

const keysOf = (context: WireFault['context']): string[] => [
  ...(context?.objectWriteTraceId ?? []),
  ...(context?.id ?? []),
  ...(context?.ids ?? []),
];
