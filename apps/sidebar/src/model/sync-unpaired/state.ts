import type { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import type { Loaded } from '../status/state.ts';

/** What is unfolded. */
export interface UnpairedState {
  /** By kind of record. */
  readonly lists: ReadonlyMap<string, Loaded<UnpairedPage>>;
  /** So many lines of a part are shown, where that is more than the first ones. */
  readonly lengths: ReadonlyMap<string, number>;
}

export const firstUnpaired: UnpairedState = { lists: new Map(), lengths: new Map() };

/** Lines of one part at first, and with each time more are wanted. */
const STEP = 10;
export const lengthOf = ({ lengths }: UnpairedState, part: string): number => lengths.get(part) ?? STEP;
export const longer = ({ lengths }: UnpairedState, part: string): UnpairedState['lengths'] =>
  new Map(lengths).set(part, 10 * (lengths.get(part) ?? STEP));
