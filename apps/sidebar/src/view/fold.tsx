import type { ComponentChildren } from 'preact';
import type { Here } from './kit.ts';

export const isOpen = ({ view }: Here, key: string) => view.open.includes(key);

/** Unfolds what belongs to `key`. Escape, on it or inside, folds it again: see `foldOnEscape`. */
export function opener(here: Here, key: string, children: ComponentChildren, look = 'link') {
  const toggle = () => here.toggle(here.id, key);
  return (
    <button type="button" class={look} aria-expanded={isOpen(here, key)} data-fold={key} onClick={toggle}>
      {children}
    </button>
  );
}

/** What `opener` unfolds. */
export function unfolded(here: Here, key: string, children: () => ComponentChildren) {
  return (
    isOpen(here, key) && (
      <div key={key} class="panel" data-fold={key}>
        {children()}
      </div>
    )
  );
}

/** Folds the innermost thing open around the focus, and puts the focus back on its opener. */
export function foldOnEscape(event: KeyboardEvent, close: (key: string) => void): void {
  if (event.key !== 'Escape' || !(event.target instanceof Element)) return;
  const inside = event.target.closest('[data-fold]');
  const key = inside?.getAttribute('data-fold');
  if (!inside || !key) return;
  close(key);
  inside
    .closest('section')
    ?.querySelector<HTMLElement>(`button[data-fold="${CSS.escape(key)}"]`)
    ?.focus();
}
