import type { Side } from '../canonical/canon.ts';

/** A record of one side that is to be made on the other. */
export interface Making {
  /** Where it is already. */
  readonly from: Side;
  /** Its id there. */
  readonly vendorId: string;
  /** Ours, which the other side keeps: made twice, it is found by it. */
  readonly key: string;
  /** It may have been made: that is found out before it is tried again. */
  readonly isSent: boolean;
  /** It was never sent before. */
  readonly isFirst: boolean;
  /** The vendor's own name for work that goes on after its answer. */
  readonly pending?: string;
  /** How often it was put off. */
  readonly waits: number;
}

/** How many new records wait until somebody has approved them. */
export interface CreationWave {
  /** Of all linked records. */
  readonly creations: number;
  readonly atLeast: number;
}

/** What is to be made, as one transaction sees it. */
export interface Makings {
  /** In line to be made, each once. `isApproved`: somebody has seen how many there are. */
  want(from: Side, vendorIds: readonly string[], isApproved: boolean): Promise<void>;
  /** Before all others that wait: a customer waits for them. */
  wantFirst(from: Side, vendorIds: readonly string[]): Promise<void>;
  /** Somebody has seen how many there are in all. */
  approveMakings(from: Side): Promise<void>;
  /** What may have been made first, then what is due. What nobody has approved is among it while it is no wave. */
  makings(from: Side, most: number, wave: CreationWave): Promise<readonly Making[]>;
  /** In how many milliseconds the next is due. */
  nextMaking(from: Side, wave: CreationWave): Promise<number | undefined>;
  /** How many are made until this one is. */
  inLine(from: Side, vendorId: string): Promise<number>;
  isWanted(from: Side, vendorId: string): Promise<boolean>;
  sendingMakings(from: Side, vendorIds: readonly string[], pending?: string): Promise<void>;
  /** Not sent after all, and due later. */
  putOffMakings(from: Side, vendorIds: readonly string[], afterMs: number): Promise<void>;
  /** They are gone on with by whoever comes next. */
  goOnMaking(from: Side): void;
  forgetMakings(from: Side, vendorIds: readonly string[]): Promise<void>;
}
