/**
 * Each page with what is read of it, in their order; that of the next ones is asked for meanwhile. `ahead`: so many beside
 * the one that is waited for.
 */
export async function* readAhead<P, S>(
  pages: Iterable<P>,
  ahead: number,
  read: (page: P) => Promise<S>,
): AsyncGenerator<readonly [P, S]> {
  const underWay: (readonly [P, Promise<S>])[] = [];
  for (const page of pages) {
    const reading = read(page);
    // Whoever awaits it hears of its failure; nobody does where the page before it ends everything.
    reading.catch(() => {});
    underWay.push([page, reading]);
    if (underWay.length > ahead) yield* first();
  }
  while (underWay.length > 0) yield* first();

  async function* first(): AsyncGenerator<readonly [P, S]> {
    const next = underWay.shift();
    if (next) yield [next[0], await next[1]];
  }
}
