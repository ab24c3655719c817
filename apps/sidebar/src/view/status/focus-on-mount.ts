/** A `ref`: what has just been opened is where one is. One function for all, or each redraw would take the focus again. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
