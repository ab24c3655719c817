import { plainText } from './plain-text.ts';
import type { Effect } from './state.ts';

/** What an action does to the helpdesk, or why it cannot; a sentence, as the app's developer reads it. */
export type Act = (args: readonly unknown[]) => readonly Effect[] | { readonly refused: string };

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

const insert =
  (at: 'cursor' | 'end', read: (raw: string) => string): Act =>
  ([raw]) => {
    const words = text(raw);
    return words === undefined ? { refused: 'needs a text' } : [{ type: 'insert', text: read(words), at }];
  };

const asIs = (raw: string) => raw;

const resize: Act = ([size]) => {
  const height = typeof size === 'object' && size !== null && 'height' in size ? text(size.height) : undefined;
  const heightPx = height === undefined || !/^\d+(\.\d+)?(px)?$/.test(height) ? Number.NaN : Number.parseFloat(height);
  return Number.isNaN(heightPx) ? { refused: 'needs a height in pixels' } : [{ type: 'resize', heightPx }];
};

const notify: Act = ([message, tone, options]) => {
  const words = text(message);
  if (words === undefined) return { refused: 'needs a message' };
  const isSticky = typeof options === 'object' && options !== null && 'sticky' in options && options.sticky === true;
  const known = tone === 'alert' || tone === 'error' ? tone : 'notice';
  return [{ type: 'notify', text: plainText(words), tone: known, isSticky }];
};

const routeTo: Act = ([to, id]) => {
  const target = text(id);
  return to === 'ticket' && target ? [{ type: 'route', to, id: target }] : { refused: 'only goes to a ticket here' };
};

/** Every action a ticket's sidebar may invoke in this helpdesk; an app asking for another is told so. */
export const actions: Readonly<Record<string, Act>> = {
  resize,
  notify,
  routeTo,
  'ticket.editor.insert': insert('cursor', plainText),
  'comment.appendText': insert('end', asIs),
  'comment.appendMarkdown': insert('end', asIs),
  'comment.appendHtml': insert('end', plainText),
  'app.expand': () => [{ type: 'collapse', isCollapsed: false }],
  'app.collapse': () => [{ type: 'collapse', isCollapsed: true }],
  show: () => [{ type: 'show', isShown: true }],
  hide: () => [{ type: 'show', isShown: false }],
  // The CDN build reports clicks this way; nobody reads them here.
  track: () => [],
};
