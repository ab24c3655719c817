import { Fragment } from 'preact';
import type { CardContext } from './context.ts';
import { fetched, isOpen, unfolded } from './fold.tsx';
import { type FrameField, type Line, needsLabel } from './layout.ts';
import { labelOf, slot } from './slot.tsx';
import { isUnconfirmed, textOf } from './text-of.ts';

/** Letters. */
const SHORT = 13;

/** One line of a card, with the receipts unfolded from it. */
export function lineRow({ kind, fields }: Line, ctx: CardContext) {
  const { view } = ctx;
  const shown = fields.filter(isShown);
  return (
    <>
      {(shown.length > 0 || fields.some(isFolded)) && (
        <div class={`line ${kind}${shown.some(isWhole) ? ' whole' : ''}`}>
          {shown.map((field, i) => (
            <Fragment key={field.id + !stateOf(field)}>
              <dt id={labelOf(field.id)} class={hasLabel(field, i) ? '' : 'sr'}>
                {field.label}
              </dt>
              <dd data-field={field.id} class={isShort(field) ? 'short' : ''}>
                {slot(field, ctx)}
              </dd>
            </Fragment>
          ))}
        </div>
      )}
      {shown
        .filter(({ id }) => isOpen(ctx, id))
        .map(({ id, label }) => (
          <div key={id}>
            <dt class="sr">{label}</dt>
            <dd>{unfolded(ctx, id, () => fetched(ctx, (part) => part.detail(view.fields.get(id), ctx, part.say)))}</dd>
          </div>
        ))}
    </>
  );

  /** What is decided by, and what nobody has confirmed, takes the lines it needs. */
  function isWhole({ id, isDecision }: FrameField): boolean {
    return isDecision === true || isUnconfirmed(view.fields.get(id));
  }

  /** Gains nothing by being cut; its neighbours can spare more. */
  function isShort({ id }: FrameField): boolean {
    const field = view.fields.get(id);
    return kind === 'meta' && field !== undefined && 'value' in field && textOf(field.value, ctx).main.length < SHORT;
  }

  /** Said by another, or below, in the room it had. */
  function isFolded({ id }: FrameField): boolean {
    const field = view.fields.get(id);
    return field?.state === 'failed' ? kind === 'together' : field?.state === 'absent' && field.isFolded === true;
  }

  function stateOf({ id }: FrameField) {
    return view.fields.get(id)?.state;
  }

  function hasLabel(field: FrameField, i: number): boolean {
    return kind === 'row' ? i === 0 : kind === 'meta' && needsLabel(field, view.frame);
  }

  /**
   * What failed is said elsewhere; a trend or an extra row is there or not. A heading leaves gaps out, and fills up in
   * order behind one bar, so that nothing in it is pushed aside by what comes later.
   */
  function isShown(field: FrameField, i: number): boolean {
    const state = stateOf(field);
    if (isFolded(field)) return false;
    // Its bar stands until what is said instead can be drawn.
    if (state === 'failed' || state === 'unlinked') return !ctx.unfold;
    if (field.show === 'trend' || field.show === 'extra') return state === 'ok' || state === 'stale';
    if (kind !== 'meta' && kind !== 'together') return true;
    const gap = fields.findIndex((other) => !stateOf(other));
    return state ? state !== 'absent' && (i < gap || gap < 0 || !view.isReading) : i === gap;
  }
}
