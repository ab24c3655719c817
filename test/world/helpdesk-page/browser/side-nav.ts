import { createAppIcon } from './app-icon.ts';
import { h } from './element.ts';
import { type IconName, icon } from './icon.ts';

export interface SideNav {
  readonly element: HTMLElement;
  setCurrent(shown: 'list' | 'app' | 'admin' | undefined): void;
  /** The app has a page of its own for whoever is at work. */
  setHasApp(hasApp: boolean): void;
  /** Which of its drawings the app's icon shows, by name. */
  showSymbol(symbol: string): void;
}

export interface SideNavActions {
  showList(): void;
  showApp(): void;
  showAdmin(): void;
  newTicket(): void;
  toggleSimulation(): void;
}

/** The narrow bar at the edge: the ticket list, a new ticket, the app's page, the apps' management, the fault switches. */
export function createSideNav(appName: string, actions: SideNavActions): SideNav {
  const drawing = createAppIcon('nav_bar');
  const button = (name: string, picture: IconName | HTMLElement, label: string, act: () => void) =>
    h(
      'button',
      { type: 'button', 'aria-label': label, title: label, 'data-nav': name, on: { click: act } },
      typeof picture === 'string' ? icon(picture) : picture,
    );
  const list = button('tickets', 'tickets', 'Tickets', actions.showList);
  const app = button('app', drawing.element, appName, actions.showApp);
  const admin = button('admin', 'gear', 'Admin: apps', actions.showAdmin);
  const mark = (element: HTMLElement, isCurrent: boolean) =>
    isCurrent ? element.setAttribute('aria-current', 'page') : element.removeAttribute('aria-current');
  const element = h(
    'nav',
    { class: 'side', 'aria-label': 'Main' },
    list,
    button('new', 'plus', 'New ticket', actions.newTicket),
    app,
    h('span', { class: 'gap' }),
    admin,
    button('simulation', 'sliders', 'Fault switches', actions.toggleSimulation),
  );
  return {
    element,
    setCurrent(shown) {
      mark(list, shown === 'list');
      mark(app, shown === 'app');
      mark(admin, shown === 'admin');
    },
    setHasApp(hasApp) {
      app.hidden = !hasApp;
    },
    showSymbol(symbol) {
      drawing.show(symbol);
      app.title = symbol === 'default' ? appName : `${appName} (${symbol})`;
    },
  };
}
