import { z } from 'zod';
import { Value } from './field-state.ts';
import type { LinkedRecord } from './linked-record.ts';

const Change = z.object({
  field: z.string(),
  /** Where it would be written. */
  side: z.enum(['left', 'right']),
  from: Value,
  to: Value,
});
/** One pair of records, by the vendors' ids, and some of the values that would be written to it. */
const SampleRecord = z.object({ left: z.string(), right: z.string(), changes: z.array(Change) });
export const Sample = z.array(SampleRecord);
export type Sample = z.infer<typeof Sample>;

const MAX_RECORDS = 20;
const MAX_CHANGES = 8;
/** Of each field so many come first; the others only where there is room. */
const ENOUGH = 5;

/** Gathers some of the records that would change: of each field some, before there are many of one. */
export function createSample() {
  const first: Sample = [];
  const others: Sample = [];
  const shown = new Map<string, number>();
  return {
    take({ left, right, fields }: LinkedRecord): void {
      if (first.length >= MAX_RECORDS) return;
      const changes = Object.entries(fields).flatMap(([field, state]) =>
        (['left', 'right'] as const).flatMap((side) => {
          const { target, holds } = state[side];
          return target ? [{ field, side, from: kept(holds ?? null), to: kept(target.value) }] : [];
        }),
      );
      if (changes.length === 0) return;
      const some = changes.slice(0, MAX_CHANGES);
      const isNew = some.some(({ field }) => (shown.get(field) ?? 0) < ENOUGH);
      for (const { field } of some) shown.set(field, (shown.get(field) ?? 0) + 1);
      if (isNew) first.push({ left, right, changes: some });
      else if (others.length < MAX_RECORDS) others.push({ left, right, changes: some });
    },
    taken: (): Sample => [...first, ...others].slice(0, MAX_RECORDS),
  };
}

const kept = (value: z.infer<typeof Value>) => (value === null || typeof value === 'string' ? value : [...value]);
