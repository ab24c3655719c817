/**
 * Arrow keys go from the text to what was found, and between that; Home and End to its ends. Answers which of those
 * found has the focus now; undefined where nothing was done.
 */
export function step(event: KeyboardEvent): number | undefined {
  const { key, currentTarget, target } = event;
  if (!(currentTarget instanceof HTMLElement)) return undefined;
  const all = [...currentTarget.querySelectorAll<HTMLElement>('.found button')];
  const now = target instanceof HTMLElement ? all.indexOf(target) : -1;
  const isText = target instanceof HTMLInputElement;
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[key];
  if (to === undefined || all.length === 0 || (isText ? key !== 'ArrowDown' : now < 0)) return undefined;
  event.preventDefault();
  if (to < 0) currentTarget.querySelector('input')?.focus();
  const next = Math.min(Math.max(to, 0), all.length - 1);
  if (to >= 0) all[next]?.focus();
  return next;
}
