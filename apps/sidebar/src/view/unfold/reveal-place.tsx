import type { ComponentChildren } from 'preact';
import type { CardContext } from '../context.ts';
import { Later } from './later.tsx';

/** What shows a masked value, in the reader's language. */
export interface Revealing {
  /** `ticketId`: undefined of one that is not saved yet. */
  box(ticketId: string | undefined, field: string, label: string, ctx: CardContext): ComponentChildren;
}
export type RevealPlace = (field: string, label: string, ctx: CardContext) => ComponentChildren;

/** A way to have a masked value shown, whose script is fetched by who unfolds one. */
export const revealPlace =
  (load: () => Promise<Revealing>, ticketOf: () => string | undefined): RevealPlace =>
  (field, label, ctx) => {
    const ticketId = ticketOf();
    return <Later key={ticketId} ctx={ctx} load={load} draw={(part) => part.box(ticketId, field, label, ctx)} />;
  };
