import type { PlainValue, SyncRecord } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { MakingPlan } from '../compile.ts';
import type { ErasedDeps } from '../erase/ports.ts';
import type { SyncStore } from '../ports.ts';
import type { Clocks } from '../rule.ts';
import type { MakingSide } from './making-side.ts';
import type { CreationWave, Making } from './ports.ts';

export interface MakeDeps extends ErasedDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  readonly match: readonly FieldCodec[];
  readonly plan: MakingPlan;
  readonly targets: Readonly<Record<Side, MakingSide>>;
  readonly wave: CreationWave;
  /** Where the company that a record belongs to is on the other side. */
  companyOf(record: SyncRecord, making: Making): Promise<Company>;
  clocks(): Clocks;
  now(): number;
}

/** `wait`: it is to be made first. */
export type Company =
  | { readonly kind: 'none' }
  | { readonly kind: 'there'; readonly id: string }
  | { readonly kind: 'wait'; readonly forMs: number };

/** A record that is to be made, in the other side's words. */
export interface Wished {
  readonly record: SyncRecord;
  /** Our clock, just before it was read. */
  readonly snapshotMs: number;
  readonly key: string;
  readonly isFirst: boolean;
  /** Without these there is no such record. */
  readonly needed: Readonly<Record<string, PlainValue>>;
  readonly values: Readonly<Record<string, PlainValue>>;
}
