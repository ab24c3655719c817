import { pagesOf } from './pages-of.ts';
import type { Told } from './ports.ts';
import { readAhead } from './read-ahead.ts';

/** Pages that are read and taken in together. */
const TOGETHER = 2;
/** So many reads of such pages are under way while one of them is taken in. */
const AHEAD = 2;

export interface ToldAheadDeps<R> {
  /** Records on a page of the vendor's. */
  readonly batch: number;
  /** The oldest of what we were told of and have not taken in yet, also what is being read. */
  told(most: number): Promise<readonly Told[]>;
  read(some: readonly Told[]): Promise<R>;
}

const keyOf = ({ vendorId, atMs }: Told): string => `${atMs} ${vendorId}`;

/**
 * What we were told of, with what is read of it, the oldest first, until there is nothing more. The next ones are looked
 * for and read while some are taken in: each waits for a round trip.
 */
export const toldAhead = <R>({ batch, told, read }: ToldAheadDeps<R>): AsyncGenerator<readonly [readonly Told[], R]> =>
  readAhead(async (underWay: readonly (readonly Told[])[]) => {
    const most = batch * TOGETHER;
    const isRead = new Set(underWay.flat().map(keyOf));
    const free = (AHEAD + 1 - underWay.length) * most;
    const known = await told(isRead.size + free);
    const fresh = known.filter((one) => !isRead.has(keyOf(one))).slice(0, free);
    // A page costs the same however little is on it: while there is other work, it waits until it is full.
    const full = underWay.length === 0 ? fresh.length : fresh.length - (fresh.length % batch);
    return pagesOf(fresh.slice(0, full), most);
  }, read);
