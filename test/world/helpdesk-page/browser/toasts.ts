import { h } from './element.ts';
import { icon } from './icon.ts';

export type Tone = 'notice' | 'alert' | 'error';

export interface Toasts {
  readonly element: HTMLElement;
  show(text: string, tone: Tone, isSticky?: boolean): void;
  /** What was said to whoever was at work before. */
  clear(): void;
}

const shownMs = 6000;

/** Short messages at the edge of the page, read out politely; an error stays until it is dismissed. */
export function createToasts(): Toasts {
  const element = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  return {
    element,
    clear: () => element.replaceChildren(),
    show(text, tone, isSticky = tone === 'error') {
      const dismiss = h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss' }, icon('close'));
      const toast = h('div', { class: `toast ${tone}`, 'data-toast': tone }, h('p', {}, text), dismiss);
      dismiss.addEventListener('click', () => toast.remove());
      element.append(toast);
      if (!isSticky) setTimeout(() => toast.remove(), shownMs);
    },
  };
}
