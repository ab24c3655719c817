import type { ComponentChildren } from 'preact';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { CardContext } from '../context.ts';
import { opener, unfolded } from '../fold.tsx';
import { Later } from './later.tsx';

/** What searches the CRM, in the reader's language. */
export interface Find {
  /** `key`: of the fold it stands in. */
  box(requesterId: string, key: string, ctx: CardContext, say: UnfoldWords): ComponentChildren;
}
export type FindPlace = (requesterId: string, ctx: CardContext, say: UnfoldWords) => ComponentChildren;

const KEY = 'find';

/** A way to search the CRM, whose script is fetched by who opens it. */
export const findPlace =
  (load: () => Promise<Find>): FindPlace =>
  (requesterId, ctx, say) => (
    <>
      <p class="buttons">{opener(ctx, KEY, say.find)}</p>
      {unfolded(ctx, KEY, () => (
        <Later key={requesterId} ctx={ctx} load={load} draw={(find) => find.box(requesterId, KEY, ctx, say)} />
      ))}
    </>
  );
