/** What a helpdesk draws for an app that brings no icon. */
const PLACEHOLDER =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2.5 3h11v10h-11zM9.5 3v10M11 5.5h1M11 7.5h1" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>';

/**
 * One drawing of an app's icon as a picture of its own: of several, the one of that name. One that is not there is drawn
 * as the first, which the real helpdesk may or may not do.
 */
export function drawingIn(icon: string | undefined, symbol: string): string {
  if (icon === undefined) return PLACEHOLDER;
  const symbols = [...icon.matchAll(/<symbol id="([^"]*)" viewBox="([^"]*)">([\s\S]*?)<\/symbol>/g)];
  const [, , viewBox, shapes] = symbols.find(([, id]) => id === symbol) ?? symbols[0] ?? [];
  if (viewBox === undefined || shapes === undefined) return icon;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${shapes}</svg>`;
}
