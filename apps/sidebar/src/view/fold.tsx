import type { ComponentChildren } from 'preact';
import { againButton } from './again-button.tsx';
import type { CardContext, ViewContext } from './context.ts';

export const isOpen = ({ view }: CardContext, key: string) => view.open.includes(key);

/**
 * Unfolds what belongs to `key`. Escape, on it or inside, folds it again.
 * A value does not look like a button, so it says what it is good for, and all of itself where it may be cut. `label` is
 * the element that names it: heard alone, "40" says nothing.
 */
export function opener(
  ctx: CardContext,
  key: string,
  children: ComponentChildren,
  look = 'link',
  whole = '',
  label?: string,
) {
  const toggle = () => ctx.toggle(ctx.id, key);
  const title = look === 'link' ? '' : `${whole} ${ctx.ui.why}`;
  return (
    <button
      type="button"
      id={label && `value-${key}`}
      class={look}
      title={title}
      aria-labelledby={label && `${label} value-${key}`}
      aria-expanded={isOpen(ctx, key)}
      data-fold={key}
      onClick={toggle}
    >
      {children}
    </button>
  );
}

/** What `opener` unfolds. */
export function unfolded(ctx: CardContext, key: string, children: () => ComponentChildren) {
  return (
    isOpen(ctx, key) && (
      <div key={key} class="panel" data-fold={key}>
        {children()}
      </div>
    )
  );
}

interface Fetching<T> extends Pick<ViewContext, 'ui' | 'fetchUnfold'> {
  readonly unfold: T | 'failed' | undefined;
}

/** What comes with a script of its own: a bar until it is here, and a way to ask again if it did not come. */
export function fetched<T extends object>(ctx: Fetching<T>, draw: (part: T) => ComponentChildren) {
  const { unfold, ui } = ctx;
  if (!unfold) return <span class="bar" />;
  if (unfold !== 'failed') return draw(unfold);
  return (
    <p class="buttons" role="alert">
      {ui.notLoaded} {againButton(ctx, ctx.fetchUnfold)}
    </p>
  );
}
