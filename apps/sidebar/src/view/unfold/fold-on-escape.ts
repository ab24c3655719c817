/** Folds the innermost thing open around the focus, and puts the focus back on its opener. */
export function foldOnEscape({ key, target }: KeyboardEvent): void {
  if (key !== 'Escape' || !(target instanceof Element)) return;
  const fold = CSS.escape(target.closest('[data-fold]')?.getAttribute('data-fold') ?? '');
  const open = `button[data-fold="${fold}"][aria-expanded="true"]`;
  const opener = target.closest('section')?.querySelector<HTMLElement>(open);
  opener?.click();
  opener?.focus();
}
