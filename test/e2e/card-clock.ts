import type { Sidebar } from './sidebar.ts';

/** When things happened in the app's frame, in its own milliseconds. */
export interface CardTimes {
  /** When the page began to load. */
  readonly openedAt: number;
  /** When the latest question left for the API. */
  readonly askedAt: number;
  /** When each card last stopped waiting for anything. */
  readonly settledAt: Readonly<Record<string, number>>;
}

declare global {
  interface Window {
    cardTimes?: { openedAt: number; askedAt: number; settledAt: Record<string, number> };
  }
}

/**
 * Notes those times: runs in each frame before its own scripts. A card counts from the change in the document
 * that settles it. The browser shows it at its next frame; frames are 16 ms apart and would hide a difference of 5.
 */
export function watchCards(): void {
  const times = { openedAt: 0, askedAt: Number.NaN, settledAt: {} as Record<string, number> };
  window.cardTimes = times;
  const ask = window.fetch;
  window.fetch = (input, init) => {
    if (input === '/v1/context') {
      times.askedAt = performance.now();
      times.settledAt = {};
    }
    return ask(input, init);
  };
  new MutationObserver(() => {
    const now = performance.now();
    for (const card of document.querySelectorAll('section[data-card]')) {
      const id = card.getAttribute('data-card') ?? '';
      if (card.getAttribute('aria-busy') !== 'false') delete times.settledAt[id];
      else times.settledAt[id] ??= now;
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
}

/** The times of the question that was asked after `since`, once these cards have settled. */
export async function timesOf(sidebar: Sidebar, cards: readonly string[], since: number): Promise<CardTimes> {
  const frame = await sidebar.frame();
  const handle = await frame.waitForFunction(
    ([ids, after]) => {
      const times = window.cardTimes;
      const isDone = times && times.askedAt > after && ids.every((id) => times.settledAt[id] !== undefined);
      return isDone ? structuredClone(times) : undefined;
    },
    [cards, since] as const,
    { polling: 5, timeout: 8000 },
  );
  // `waitForFunction` only resolves to something truthy, which here is the times.
  return (await handle.jsonValue()) as CardTimes;
}

/** The frame's own clock. */
export const nowIn = async (sidebar: Sidebar): Promise<number> =>
  (await sidebar.frame()).evaluate(() => performance.now());
