import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { PreviewAnswer } from '@sidelight/shared/setup/preview.ts';
import { plain, textOf } from '../text-of.ts';
import type { SetupPartsContext } from './context.ts';

/** The cards, as wide as the sidebar, each value in words. */
export function previewedCards(answer: PreviewAnswer, ctx: SetupPartsContext) {
  if (answer.kind === 'no_ticket') return null;
  const known = new Map(answer.cards.flatMap((card) => card.fields.map((field) => [field.id, field] as const)));
  return (
    <div class="previewed">
      <p>
        <b>{customerText(answer.customer, ctx)}</b>
      </p>
      {answer.frames.map(({ id, title, fields }) => (
        <section key={id}>
          <h4>{title}</h4>
          <dl>
            {fields.map(({ id: field, label, show }) => {
              const text = fieldText(known.get(field), ctx);
              return text === undefined && show === 'extra' ? null : (
                <div key={field}>
                  <dt>{label}</dt>
                  <dd>{text ?? '–'}</dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** Undefined for what has no value and is no trouble. */
function fieldText(field: Field | undefined, ctx: SetupPartsContext): string | undefined {
  switch (field?.state) {
    case 'ok':
    case 'stale':
      return plain(textOf(field.value, ctx));
    case 'absent':
      return field.none;
    case 'failed':
      return ctx.words.failed;
    default:
      return undefined;
  }
}

function customerText(customer: Customer, { words }: SetupPartsContext): string {
  if (customer.state === 'linked') return customer.account.name ?? customer.requester.name;
  const said = words.customer[customer.state];
  return 'requester' in customer ? `${customer.requester.name}: ${said}` : said;
}
