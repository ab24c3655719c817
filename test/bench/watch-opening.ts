/** When a ticket's opening got how far. Unix milliseconds, so that times of page and frame compare. */
export interface Opening {
  readonly clickedAt: number;
  /** The app's frame begins to load its page. */
  readonly loadedFrom: number;
  readonly askedAt: number;
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
  const [cards, settled] = [6, 'section[data-card]:not([data-card="sales"])[aria-busy="false"]'];
  const unix = (at: number) => performance.timeOrigin + at;
  const seen = {
    clickedAt: 0,
    loadedFrom: performance.timeOrigin,
    askedAt: 0,
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
    if (input === '/v1/context') seen.askedAt = unix(performance.now());
    return ask(input, init);
  };
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
    if (document.querySelectorAll(settled).length < cards) return;
    watcher.disconnect();
    requestAnimationFrame(() => {
      // Comes after the drawing that this animation frame belongs to.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(seen, { paintedAt: unix(performance.now()) });
      port2.postMessage(null);
    });
  });
  watcher.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
}
