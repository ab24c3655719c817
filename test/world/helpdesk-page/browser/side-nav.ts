import { h } from './element.ts';
import { type IconName, icon } from './icon.ts';

export interface SideNav {
  readonly element: HTMLElement;
  setListCurrent(isCurrent: boolean): void;
}

export interface SideNavActions {
  showList(): void;
  newTicket(): void;
  toggleSimulation(): void;
}

/** The narrow bar at the edge: the ticket list, a new ticket, the fault switches. */
export function createSideNav(actions: SideNavActions): SideNav {
  const button = (name: string, picture: IconName, label: string, act: () => void) =>
    h(
      'button',
      { type: 'button', 'aria-label': label, title: label, 'data-nav': name, on: { click: act } },
      icon(picture),
    );
  const list = button('tickets', 'tickets', 'Tickets', actions.showList);
  const element = h(
    'nav',
    { class: 'side', 'aria-label': 'Main' },
    list,
    button('new', 'plus', 'New ticket', actions.newTicket),
    h('span', { class: 'gap' }),
    button('simulation', 'sliders', 'Fault switches', actions.toggleSimulation),
  );
  return {
    element,
    setListCurrent(isCurrent) {
      if (isCurrent) list.setAttribute('aria-current', 'page');
      else list.removeAttribute('aria-current');
    },
  };
}
