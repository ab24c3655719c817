import type { IconPlace } from '../../apps/installed-app.ts';
import { h } from './element.ts';

export interface AppIcon {
  readonly element: HTMLElement;
  /** Which of the app's drawings is shown, by name. */
  show(symbol: string): void;
}

/** The icon that the app brings for a bar, in the bar's own colour. It is decoration: what holds it carries the words. */
export function createAppIcon(place: IconPlace): AppIcon {
  const element = h('span', { class: 'app-icon', 'aria-hidden': true });
  const show = (symbol: string) => {
    element.dataset.iconSymbol = symbol;
    element.style.maskImage = `url("/app-icon/${place}/${encodeURIComponent(symbol)}")`;
  };
  show('default');
  return { element, show };
}
