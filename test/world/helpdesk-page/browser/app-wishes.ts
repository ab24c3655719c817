import type { AppWish } from './app-frame.ts';
import type { Composer } from './composer.ts';
import type { Desk } from './desk.ts';

/** What a ticket lets its app do to it. */
export interface Granting {
  readonly desk: Desk;
  readonly composer: Composer;
  setCollapsed(isCollapsed: boolean): void;
  setHidden(isHidden: boolean): void;
  setSubject(subject: string): void;
  setTags(tags: readonly string[]): void;
  /** Something the app said that is not part of the framework. */
  told(event: string, data: unknown): void;
}

/** Carries out what the app asked for. The protocol has checked the arguments already. */
export function grant(wish: AppWish, to: Granting): void {
  if (wish.type === 'notify') to.desk.toast(wish.text, wish.tone, wish.isSticky);
  else if (wish.type === 'insert') to.composer.insertDraft(wish.text, wish.at);
  else if (wish.type === 'route') to.desk.goToTicket(wish.id);
  else if (wish.type === 'collapse') to.setCollapsed(wish.isCollapsed);
  else if (wish.type === 'show') to.setHidden(!wish.isShown);
  else if (wish.type === 'property_set') takeOver(wish.path, wish.value, to);
  else if (wish.type === 'told') to.told(wish.event, wish.data);
}

function takeOver(path: string, value: unknown, to: Granting): void {
  if (path === 'ticket.subject') to.setSubject(String(value));
  if (path === 'ticket.tags' && Array.isArray(value)) to.setTags(value.map(String));
  if (path === 'comment.text') to.composer.setText(String(value));
  if (path === 'comment.type') to.composer.setType(value === 'internalNote' ? 'internalNote' : 'publicReply');
}
