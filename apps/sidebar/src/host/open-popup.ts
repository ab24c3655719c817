import type { Popup } from './port.ts';

/** Opens an empty window that says `text` until it is sent elsewhere. Undefined where the browser does not let us. */
export function openPopup(page: Window, text: string): Popup | undefined {
  const opened = page.open('', '_blank', 'popup,width=760,height=820');
  if (!opened) return undefined;
  // Whoever is opened in it has no hold on this page.
  opened.opener = null;
  opened.document.title = 'Sidelight';
  opened.document.body.textContent = text;
  return { go: (url) => opened.location.replace(url), close: () => opened.close() };
}
