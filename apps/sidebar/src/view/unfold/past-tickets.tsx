import type { CardView } from '../../model/state.ts';
import type { ViewContext } from '../context.ts';
import { outLink } from '../out-link.tsx';
import { pill } from '../pill.tsx';
import { plain, textOf } from '../text-of.ts';

/** The tickets of a card, a line each; all that is known of one is its title. */
export const pastTickets = ({ fields }: CardView, ctx: ViewContext) =>
  [...fields.values()].map(
    (field) =>
      'value' in field &&
      field.value.kind === 'tickets' && (
        <ul key={field.id} class="past">
          {field.value.items.map(({ title, status, at, note, tone, about, url }) => {
            const when = textOf({ kind: 'date', at }, ctx);
            const whole = [plain(when), about].filter(Boolean).join(' · ');
            return (
              <li key={url} title={`${title} · ${whole}`}>
                {pill('neutral', status, 'none')}
                <span dir="auto">{outLink(url, ctx, title, whole)}</span>
                <span class="note">
                  {note && <b class={tone}>{note}</b>} <span>{when.main}</span>
                </span>
              </li>
            );
          })}
        </ul>
      ),
  );
