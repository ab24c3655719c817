import type { ComponentChildren } from 'preact';
import type { CardContext } from './context.ts';

export const isOpen = ({ view }: CardContext, key: string) => view.open.includes(key);

/**
 * Unfolds what belongs to `key`. Escape, on it or inside, folds it again: see `foldOnEscape`.
 * A value does not look like a button, so it says what it is good for.
 */
export function opener(ctx: CardContext, key: string, children: ComponentChildren, look = 'link') {
  const toggle = () => ctx.toggle(ctx.id, key);
  const title = look === 'link' ? '' : ctx.ui.why;
  return (
    <button type="button" class={look} title={title} aria-expanded={isOpen(ctx, key)} data-fold={key} onClick={toggle}>
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

/** Folds the innermost thing open around the focus, and puts the focus back on its opener. */
export function foldOnEscape({ key, target }: KeyboardEvent): void {
  if (key !== 'Escape' || !(target instanceof Element)) return;
  const fold = CSS.escape(target.closest('[data-fold]')?.getAttribute('data-fold') ?? '');
  const open = `button[data-fold="${fold}"][aria-expanded="true"]`;
  const opener = target.closest('section')?.querySelector<HTMLElement>(open);
  opener?.click();
  opener?.focus();
}
