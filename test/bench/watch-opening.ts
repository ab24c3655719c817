/** When a ticket's opening got how far. Unix milliseconds, so that times of page and frame compare. */
export interface Opening {
  readonly clickedAt: number;
  /** The app's frame begins to load its page. */
  readonly loadedFrom: number;
  /** The page's last byte is there. */
  readonly pageAt: number;
  /** The last script that it takes to ask is there. */
  readonly scriptAt: number;
  /** The helpdesk's first word to the app. */
  readonly greetedAt: number;
  readonly askedAt: number;
  /** The first byte of the answer. */
  readonly answeredAt: number;
  /** The first word of the line above the cards stood there: a name, or a fact. */
  readonly verdictAt: number;
  /** The first card said anything. */
  readonly firstCardAt: number;
  /** The last card stopped waiting. */
  readonly cardsAt: number;
  /** The frame after the last card stopped waiting has been drawn. */
  readonly paintedAt: number;
  /** Sum of all layout shifts in the app so far. */
  readonly shifts: number;
  /** What it was that shifted, and from where to where. */
  readonly moved: readonly string[];
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

declare global {
  interface Window {
    opening?: Opening;
  }
}

/** Runs in the helpdesk page and in each app frame before their own scripts. Stands alone: it is sent as text. */
export function watchOpening(): void {
  // What sales did waits for two answers in series, and nobody for it.
  const [cards, settled] = [7, 'section[data-card]:not([data-card="sales"])[aria-busy="false"]'];
  const unix = (at: number) => performance.timeOrigin + at;
  const seen = {
    clickedAt: 0,
    loadedFrom: performance.timeOrigin,
    pageAt: 0,
    scriptAt: 0,
    greetedAt: 0,
    askedAt: 0,
    answeredAt: 0,
    verdictAt: 0,
    firstCardAt: 0,
    cardsAt: 0,
    paintedAt: 0,
    shifts: 0,
    moved: [] as string[],
  };
  window.opening = seen;
  if (window === window.top) {
    document.addEventListener('click', ({ timeStamp }) => Object.assign(seen, { clickedAt: unix(timeStamp) }), true);
    return;
  }
  const ask = window.fetch;
  window.fetch = (input, init) => {
    const answer = ask(input, init);
    if (input !== '/v1/context') return answer;
    seen.askedAt = unix(performance.now());
    const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    // What the types leave out: entries of these two kinds are of this class.
    for (const { entryType, initiatorType, responseEnd } of loads as PerformanceResourceTiming[]) {
      if (entryType === 'navigation') seen.pageAt = unix(responseEnd);
      else if (initiatorType === 'script') seen.scriptAt = Math.max(seen.scriptAt, unix(responseEnd));
    }
    answer.then(
      () => Object.assign(seen, { answeredAt: unix(performance.now()) }),
      () => {},
    );
    return answer;
  };
  addEventListener('message', () => (seen.greetedAt ||= unix(performance.now())));
  new PerformanceObserver((list) => {
    // What the types leave out: of this kind of entry, each is a LayoutShift.
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      seen.shifts += entry.value;
      for (const { node, previousRect: was, currentRect: is } of entry.sources) {
        const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ');
        seen.moved.push(`${node?.textContent?.slice(0, 40)}: ${place(was)} -> ${place(is)}`);
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const watcher = new MutationObserver(() => {
    const now = unix(performance.now());
    if (document.querySelector('.verdict :is([data-verdict], [data-field] .v)')) seen.verdictAt ||= now;
    if (document.querySelector('section[data-card] [data-field] .v')) seen.firstCardAt ||= now;
    if (document.querySelectorAll(settled).length < cards) return;
    watcher.disconnect();
    seen.cardsAt = unix(performance.now());
    requestAnimationFrame(() => {
      // Comes after the drawing that this animation frame belongs to.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(seen, { paintedAt: unix(performance.now()) });
      port2.postMessage(null);
    });
  });
  watcher.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
}
