import { plainText } from './plain-text.ts';
import { isTree } from './property-path.ts';
import type { Effect, HostState } from './state.ts';

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

/** A length as CSS has it: pixels, a share, or as much as is needed. */
export function sizeOf(value: unknown): string | undefined {
  const words = typeof value === 'number' ? `${value}px` : value;
  return typeof words === 'string' && /^(auto|\d{1,5}(\.\d+)?(px|vw|vh|%)?)$/.test(words) ? words : undefined;
}

const resizeBoth: Act = ([size]) => {
  const { width, height } = isTree(size) ? size : {};
  const [wide, high] = [sizeOf(width), sizeOf(height)];
  return wide || high ? [{ type: 'size', width: wide, height: high }] : { refused: 'needs a width or a height' };
};

const popover: Act = (args) => {
  const [wish] = args;
  if (wish === 'show' || wish === 'hide' || wish === 'toggle') return [{ type: 'popover', wish }];
  return isTree(wish) ? resizeBoth(args) : { refused: 'needs show, hide, toggle or a size' };
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

const everywhere: Readonly<Record<string, Act>> = {
  notify,
  routeTo,
  show: () => [{ type: 'show', isShown: true }],
  hide: () => [{ type: 'show', isShown: false }],
  // The CDN build reports clicks this way; nobody reads them here.
  track: () => [],
};

const inTicket: Readonly<Record<string, Act>> = {
  resize,
  'ticket.editor.insert': insert('cursor', plainText),
  'comment.appendText': insert('end', asIs),
  'comment.appendMarkdown': insert('end', asIs),
  'comment.appendHtml': insert('end', plainText),
  'app.expand': () => [{ type: 'collapse', isCollapsed: false }],
  'app.collapse': () => [{ type: 'collapse', isCollapsed: true }],
};

const preloadPane: Act = () => [{ type: 'preload' }];

const own: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  ticket_sidebar: inTicket,
  new_ticket_sidebar: inTicket,
  top_bar: { resize: resizeBoth, popover, preloadPane },
  nav_bar: { resize: resizeBoth, preloadPane },
  modal: { resize: resizeBoth, destroy: () => [{ type: 'destroy' }] },
};

/** What an instance of the app may invoke where it is; undefined for what is no action there. */
export function actionOf(name: string, { context }: Pick<HostState, 'context'>): Act | undefined {
  const here = { ...everywhere, ...own[context.location] };
  return Object.hasOwn(here, name) ? here[name] : undefined;
}
