import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Side } from './canonical/canon.ts';
import type { LinkedRecord } from './linked-record.ts';

export interface Progress {
  readonly phase: 'reading_left' | 'reading_right' | 'comparing' | 'writing';
  readonly done: number;
}

/** What a comparison found, and, where it was not a dry run, did. */
export interface Reconciled {
  readonly left: number;
  readonly right: number;
  readonly linked: number;
  readonly newLinks: number;
  /** Records of a side that nobody on the other could be found for. */
  readonly alone: Readonly<Record<Side, number>>;
  /** Records for which several could be meant. */
  readonly ambiguous: number;
  /** Values that would be written, or wait to be, by field and side. */
  readonly writes: Readonly<Record<string, Readonly<Record<Side, number>>>>;
  /** Records that anything is written to. */
  readonly changed: number;
  /** Fields that wait for a person. */
  readonly asked: number;
  /** Values that neither side's words can say. */
  readonly unreadable: number;
  /** Linked records that a side has no more. */
  readonly gone: Readonly<Record<Side, number>>;
  /** Records to be made on a side, from ones of the other that are alone. */
  readonly creations: Readonly<Record<Side, number>>;
  /** Too much at once: nothing of it was done. */
  readonly refused: 'deletes' | 'changes' | 'creations' | null;
}

export type Counts = { -readonly [Name in keyof Reconciled]: Reconciled[Name] } & {
  writes: Record<string, Record<Side, number>>;
};
export const noCounts = (): Counts => ({
  ...{ left: 0, right: 0, linked: 0, newLinks: 0, alone: { left: 0, right: 0 }, ambiguous: 0 },
  ...{ writes: {}, changed: 0, asked: 0, unreadable: 0, gone: { left: 0, right: 0 } },
  ...{ creations: { left: 0, right: 0 }, refused: null },
});

/** What a pair's record has to do, added up. */
export function addUp(counts: Counts, { fields }: LinkedRecord): void {
  let isChanged = false;
  for (const [field, state] of Object.entries(fields)) {
    for (const side of ['left', 'right'] as const) {
      if (!state[side].target) continue;
      const sum = ownValue(counts.writes, field) ?? { left: 0, right: 0 };
      counts.writes = { ...counts.writes, [field]: { ...sum, [side]: sum[side] + 1 } };
      isChanged = true;
    }
  }
  if (isChanged) counts.changed++;
}
