import { fill, h } from './element.ts';
import { icon } from './icon.ts';

interface TabLabel {
  readonly key: string;
  readonly title: string;
  readonly note: string;
}

export interface TabStrip {
  readonly element: HTMLElement;
  show(tabs: readonly TabLabel[], current: string | undefined): void;
}

/** The open tickets, side by side. */
export function createTabStrip(onShow: (key: string) => void, onClose: (key: string) => void): TabStrip {
  const list = h('ul', {});
  const element = h('nav', { class: 'tabs', 'aria-label': 'Open tickets' }, list);
  const drawn = new Map<string, { item: HTMLElement; show: (label: TabLabel, isCurrent: boolean) => void }>();

  const draw = (key: string) => {
    const title = h('span', { class: 'tab-title', dir: 'auto' });
    const note = h('span', { class: 'tab-note' });
    const open = h(
      'button',
      { type: 'button', class: 'tab', 'data-ticket-tab': key, on: { click: () => onShow(key) } },
      icon('ticket'),
      h('span', { class: 'tab-words' }, title, note),
    );
    const close = h(
      'button',
      { type: 'button', class: 'tab-close', 'data-tab-close': key, on: { click: () => onClose(key) } },
      icon('close'),
    );
    const item = h('li', {}, open, close);
    const show = (label: TabLabel, isCurrent: boolean) => {
      title.textContent = label.title;
      note.textContent = label.note;
      close.setAttribute('aria-label', `Close ${label.title}`);
      item.classList.toggle('is-current', isCurrent);
      if (isCurrent) open.setAttribute('aria-current', 'page');
      else open.removeAttribute('aria-current');
    };
    const entry = { item, show };
    drawn.set(key, entry);
    return entry;
  };

  return {
    element,
    show(tabs, current) {
      const items = tabs.map((label) => {
        const { item, show } = drawn.get(label.key) ?? draw(label.key);
        show(label, label.key === current);
        return item;
      });
      const isSame = items.length === list.children.length && items.every((item, i) => list.children[i] === item);
      // Moving an element drops its focus, so the strip is laid anew only when the tabs are others.
      if (!isSame) fill(list, ...items);
      for (const key of drawn.keys()) if (!tabs.some((label) => label.key === key)) drawn.delete(key);
    },
  };
}
