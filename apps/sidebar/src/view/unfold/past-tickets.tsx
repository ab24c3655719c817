import type { CardView } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { ViewContext } from '../context.ts';
import { outLink } from '../out-link.tsx';
import { pill } from '../pill.tsx';
import { textOf } from '../text-of.ts';

/**
 * The tickets of a card, two lines each: what it is about, then how it went, when it last changed and who had it. All of it
 * is a hover away, and all tickets are where the helpdesk lists them.
 */
export const pastTickets = ({ fields }: CardView, ctx: ViewContext, say: UnfoldWords) =>
  [...fields.values()].map(
    (field) =>
      'value' in field &&
      field.value.kind === 'tickets' && (
        <div key={field.id} class="past">
          <ul>
            {field.value.items.map(({ title, status, at, note, tone, about, url }) => {
              const last = [textOf({ kind: 'date', at }, ctx).main, about].filter(Boolean).join(' · ');
              return (
                // What a line has no room for.
                <li key={url} title={`${title}\n${[status, note, last].filter(Boolean).join(' · ')}`}>
                  <span dir="auto">{outLink(url, ctx, title)}</span>
                  <p class="note">
                    {pill('neutral', status, 'none')} {note && <b class={tone}>{note}</b>}
                    <span>{last}</span>
                  </p>
                </li>
              );
            })}
          </ul>
          {field.value.items.length > 0 &&
            outLink(field.receipt.record?.url ?? '', ctx, say.allTickets, '', 'link all note')}
        </div>
      ),
  );
