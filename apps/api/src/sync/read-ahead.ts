/**
 * Each page with what is read of it, in their order; the next ones are read meanwhile. `more` answers which pages are to be
 * read now, beside those under way: the first of these is the one that was handled last, until the next is asked for.
 * It ends where nothing is under way and there is no more.
 */
export async function* readAhead<P, S>(
  more: (underWay: readonly P[]) => Iterable<P> | Promise<Iterable<P>>,
  read: (page: P) => Promise<S>,
): AsyncGenerator<readonly [P, S]> {
  const underWay: (readonly [P, Promise<S>])[] = [];
  for (;;) {
    for (const page of await more(underWay.map(([one]) => one))) {
      const reading = read(page);
      // Whoever awaits it hears of its failure; nobody does where the page before it ends everything.
      reading.catch(() => {});
      underWay.push([page, reading]);
    }
    const first = underWay[0];
    if (!first) return;
    yield [first[0], await first[1]];
    underWay.shift();
  }
}

/** Pages that are all known: so many of them are read beside the one that is handled. */
export function pagesAhead<P>(pages: readonly P[], ahead: number): (underWay: readonly P[]) => readonly P[] {
  let begun = 0;
  return (underWay) => {
    const next = pages.slice(begun, begun + ahead + 1 - underWay.length);
    begun += next.length;
    return next;
  };
}
