import { type Place, placeContextOf, placePropertiesOf } from '../host/place-properties.ts';
import { createAppFrame } from './app-frame.ts';
import type { AppState } from './app-state.ts';
import { sentenceFor } from './app-state.ts';
import type { Desk } from './desk.ts';
import { fill, h } from './element.ts';

export interface AppPlace {
  readonly element: HTMLElement;
  isShown(): boolean;
  show(isShown: boolean): void;
  /** Loads the app afresh, as whoever is at work now; nobody else may see it. */
  reload(): void;
  change(values: Readonly<Record<string, unknown>>): void;
  /** Puts the app away: whoever is at work now has none here. */
  clear(): void;
}

/** The app in a place of its own, beside all tickets. It is loaded at once and stays alive while it is not looked at. */
export function createAppPlace(desk: Desk, place: Place, className: string, label: string): AppPlace {
  const notice = h('div', { class: 'app-notice', role: 'status', hidden: true });
  const onState = (state: AppState) => {
    const sentence = sentenceFor(state);
    notice.hidden = sentence === undefined;
    fill(notice, sentence ? `${sentence.title}. ${sentence.todo}` : '');
  };
  const app = createAppFrame(desk.settings, desk.server, onState, (wish) => {
    if (wish.type === 'notify') desk.toast(wish.text, wish.tone, wish.isSticky);
    else if (wish.type === 'route') desk.goToTicket(wish.id);
  });
  const element = h('section', { class: className, 'aria-label': label, hidden: true }, notice, app.element);
  return {
    element,
    isShown: () => !element.hidden,
    show(isShown) {
      element.hidden = !isShown;
      app.setActive(isShown);
    },
    reload() {
      const { account } = desk.settings;
      const agent = desk.agent();
      const colorScheme = desk.colorScheme();
      app.open({
        ...{ agent, colorScheme, location: place, name: place },
        scene: (appGuid) => {
          const scene = { place, appGuid, account, agent, colorScheme };
          return { context: placeContextOf(scene), properties: placePropertiesOf(scene) };
        },
      });
    },
    change: app.change,
    clear() {
      this.show(false);
      app.empty();
    },
  };
}
