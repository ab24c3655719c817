import type { Message } from '../workspace.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';
import { sayWhen } from './when.ts';

export interface Conversation {
  readonly element: HTMLElement;
  /** All that has been said; what is new comes into sight. */
  show(messages: readonly Message[]): void;
}

export function createConversation(channel: string): Conversation {
  let shown = 0;
  const list = h('ol', { class: 'messages' });
  // A scrolling region that holds nothing to focus must be focusable itself, or keyboards cannot scroll it.
  const element = h('div', { class: 'conversation', tabindex: 0, role: 'region', 'aria-label': 'Conversation' }, list);
  return {
    element,
    show(messages) {
      if (messages.length === shown) return;
      const isFirst = shown === 0;
      if (messages.length < shown) fill(list);
      list.append(...messages.slice(list.childElementCount).map((message) => entry(message, channel)));
      shown = messages.length;
      if (!isFirst) element.scrollTop = element.scrollHeight;
    },
  };
}

function entry({ from, by, at, text }: Message, channel: string) {
  const isNote = by === 'note';
  return h(
    'li',
    { class: `message ${by}` },
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(from)),
    h(
      'div',
      { class: 'said' },
      h(
        'p',
        { class: 'byline' },
        h('strong', { dir: 'auto' }, from),
        isNote && h('span', { class: 'note-mark' }, icon('lock'), 'Internal note'),
        h('time', { datetime: at }, sayWhen(at, Date.now())),
        !isNote && h('span', { class: 'muted' }, by === 'customer' ? channel : 'to the customer'),
      ),
      h('div', { class: 'text', dir: 'auto' }, text),
    ),
  );
}

const initials = (name: string) => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
};
