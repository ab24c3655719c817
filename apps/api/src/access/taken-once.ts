/** `unconfirmed`: nobody could say whether it was taken before. */
export type Taken = 'first' | 'replayed' | 'unconfirmed';

/** What the store says of something that counts once. */
export const takenOnce = (isFirst: Promise<boolean>): Promise<Taken> =>
  isFirst.then(
    (first) => (first ? 'first' : 'replayed'),
    () => 'unconfirmed',
  );
