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

/** Lines of one part at first. */
const FIRST = 10;
/** So many times as many each time more are wanted. */
const MORE = 10;
export const lengthOf = ({ lengths }: UnpairedState, part: string): number => lengths.get(part) ?? FIRST;
export const longer = (state: UnpairedState, part: string): UnpairedState['lengths'] =>
  new Map(state.lengths).set(part, MORE * lengthOf(state, part));
