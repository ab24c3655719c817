import { type Place, placeContextOf, placePropertiesOf } from '../host/place-properties.ts';
import { type AppWish, createAppFrame } from './app-frame.ts';
import type { AppState } from './app-state.ts';
import { sentenceFor } from './app-state.ts';
import type { Desk } from './desk.ts';
import { fill, h } from './element.ts';

export interface AppPlace {
  readonly element: HTMLElement;
  isShown(): boolean;
  show(isShown: boolean): void;
  /** The app afresh, as whoever is at work now; nobody else may see it. */
  reload(): void;
  change(values: Readonly<Record<string, unknown>>): void;
  /** What stands in the address behind the app's page. */
  route(to: string): void;
  /** Puts the app away: whoever is at work now has none here. */
  clear(): void;
}

/** What only the place itself can grant. */
type PlaceWish = Extract<AppWish, { type: 'popover' | 'property_set' | 'show' }>;

/**
 * The app in a place of its own, beside all tickets. As in the real helpdesk its page enters the document when it is
 * first opened, or when the app preloads it, and from then on stays alive while it is not looked at.
 * The background has no screen: its page is there from the start.
 */
export function createAppPlace(
  desk: Desk,
  place: Place,
  className: string,
  label: string,
  onWish: (wish: PlaceWish) => void = () => {},
): AppPlace {
  const notice = h('div', { class: 'app-notice', role: 'status', hidden: true });
  const onState = (state: AppState) => {
    const sentence = sentenceFor(state);
    notice.hidden = sentence === undefined;
    fill(notice, sentence ? `${sentence.title}. ${sentence.todo}` : '');
  };
  const app = createAppFrame(desk, onState, (wish) => {
    if (wish.type === 'notify') desk.toast(wish.text, wish.tone, wish.isSticky);
    else if (wish.type === 'route') desk.goToTicket(wish.id);
    else if (wish.type === 'preload') load();
    else if (wish.type === 'popover' || wish.type === 'property_set' || wish.type === 'show') onWish(wish);
  });
  let page: 'none' | 'prepared' | 'there' = 'none';
  function load(): void {
    page = page === 'none' ? page : 'there';
    app.load();
  }
  const element = h('section', { class: className, 'aria-label': label, hidden: true }, notice, app.element);
  return {
    element,
    isShown: () => !element.hidden,
    show(isShown) {
      element.hidden = !isShown;
      if (isShown) load();
      app.setActive(isShown);
    },
    reload() {
      page = 'prepared';
      const { account } = desk.settings;
      const agent = desk.agent();
      const colorScheme = desk.colorScheme();
      app.prepare({
        ...{ agent, colorScheme, location: place, name: place },
        scene: (appGuid) => {
          const scene = { place, appGuid, account, agent, colorScheme };
          return { context: placeContextOf(scene), properties: placePropertiesOf(scene) };
        },
      });
      if (place === 'background' || !element.hidden) load();
    },
    change(values) {
      // A page that is yet to come is signed for the colours of when it comes.
      if (page === 'prepared' && 'colorScheme' in values) this.reload();
      else app.change(values);
    },
    route: app.route,
    clear() {
      page = 'none';
      this.show(false);
      app.empty();
    },
  };
}
