import type { Attention, HelpdeskHost } from './port.ts';

/**
 * On while the browser shows this tab, the page is drawn in it, and the helpdesk shows this app; until the helpdesk says
 * otherwise, it does. It says nothing to a page that it loads where nobody sees it.
 */
export function watchAttention(page: Document, host: Pick<HelpdeskHost, 'onActivity'>): Attention {
  const listeners: (() => void)[] = [];
  let isActive = true;
  /** A page in what is hidden has no width. One that is drawn may have none yet: that is known a moment later. */
  let isDrawn = innerWidth > 0;
  const isOn = () => isActive && isDrawn && !page.hidden;
  let wasOn = isOn();

  function look(): void {
    if (isOn() === wasOn) return;
    wasOn = !wasOn;
    for (const listener of listeners) listener();
  }

  host.onActivity((active) => {
    isActive = active;
    look();
  });
  page.addEventListener('visibilitychange', look);
  // Tells of being hidden and shown around this frame, which has no event; scrolled out of sight it keeps its width.
  new IntersectionObserver((seen) => {
    isDrawn = seen.at(-1)?.boundingClientRect.width !== 0;
    look();
  }).observe(page.documentElement);
  return { isOn, onChange: (listener) => void listeners.push(listener) };
}
