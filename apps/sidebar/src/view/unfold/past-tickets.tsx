import type { CardView } from '../../model/state.ts';
import type { ViewContext } from '../context.ts';
import { outLink } from '../out-link.tsx';
import { pill } from '../pill.tsx';
import { textOf } from '../text-of.ts';

/** The tickets of a card, two lines each: what it is about, then how it went, when it last changed and who had it. All of it is a hover away. */
export const pastTickets = ({ fields }: CardView, ctx: ViewContext) =>
  [...fields.values()].map(
    (field) =>
      'value' in field &&
      field.value.kind === 'tickets' && (
        <ul key={field.id} class="past">
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
      ),
  );
