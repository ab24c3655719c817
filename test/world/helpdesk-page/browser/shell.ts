import type { PageSettings, Staff, Ticket } from '../workspace.ts';
import { createAdminPage } from './admin-page.ts';
import { openModal } from './app-modal.ts';
import { createAppPlace } from './app-place.ts';
import { leave, takeLeft } from './carry-over.ts';
import type { Desk } from './desk.ts';
import { h } from './element.ts';
import { createGuidePanel } from './guide-panel.ts';
import type { GuideActs } from './guide-steps.ts';
import { pageOf } from './installed.ts';
import { createInstances } from './instances.ts';
import { createKeysPanel } from './keys-panel.ts';
import { knownPeople } from './known-people.ts';
import { createOpenTabs } from './open-tabs.ts';
import { keepPreferences, readPreferences } from './preferences.ts';
import { ADMIN_ADDRESS, APP_ADDRESS, addressOf, appRouteIn, ticketInAddress } from './route.ts';
import type { Server } from './server.ts';
import { createSideNav } from './side-nav.ts';
import { createSimulationPanel } from './simulation-panel.ts';
import { createTabStrip } from './tab-strip.ts';
import { createTicketList } from './ticket-list.ts';
import { createTicketTab } from './ticket-tab.ts';
import { createToasts } from './toasts.ts';
import { createTopBar } from './top-bar.ts';
import { createTray } from './tray.ts';
import { createTrayResizer } from './tray-resizer.ts';

/** The whole page: its parts, and what happens in one when something happens in another. */
export function createShell(
  settings: PageSettings,
  server: Server,
  tickets: readonly Ticket[],
  leaving: AbortSignal,
): HTMLElement {
  let preferences = readPreferences(localStorage);
  let known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  // The world has somebody for each role.
  const left = takeLeft(sessionStorage);
  let agent = settings.staff.find(({ id }) => id === left?.agentId) ?? settings.staff[0]!;
  const appName = settings.app?.name ?? '';
  let created = 0;

  const toasts = createToasts();
  const tabs = createOpenTabs();
  const desk: Desk = {
    settings,
    server,
    instances: createInstances(),
    openModal: (modal, parentGuid) => openModal(desk, modal, parentGuid),
    people: knownPeople(tickets),
    agent: () => agent,
    colorScheme: () => preferences.colorScheme,
    toast: toasts.show,
    goToTicket: (id) => void openTicket(id),
    replaceTab(key, ticket) {
      known = new Map([...known, [ticket.id, ticket]]);
      tabs.remove(key);
      void openTicket(ticket.id);
      toasts.show(`Ticket #${ticket.id} created.`, 'notice');
    },
    refresh: () => refresh(),
  };

  const page = createAppPlace(desk, 'nav_bar', 'app-page', appName, (wish) => {
    if (wish.type === 'property_set' && wish.path === 'iconSymbol') nav.showSymbol(String(wish.value));
  });
  const popover = createAppPlace(desk, 'top_bar', 'app-popover', `${appName} status`, (wish) => {
    if (wish.type === 'popover') top.openApp(wish.wish);
    else if (wish.type === 'property_set' && wish.path === 'iconSymbol') top.showSymbol(String(wish.value));
    else if (wish.type === 'show') top.setHasApp(wish.isShown);
  });
  const background = createAppPlace(desk, 'background', 'app-background', appName);
  const admin = createAdminPage(desk, leaving);
  const work = h('div', { class: 'work' });
  const tray = createTray(
    appName,
    (isCollapsed) => tabs.current()?.setCollapsed(isCollapsed),
    () => tabs.current()?.reload(),
  );
  const guided: GuideActs = {
    server,
    openTicket: (id) => openTicket(id),
    closeTickets() {
      for (const { key } of tabs.all()) tabs.remove(key);
      bringToFront(undefined);
    },
    answer: (id, text) => tabs.find(id)?.answer(text),
    workAs(role) {
      const chosen = agent.role === role ? undefined : settings.staff.find((one) => one.role === role);
      if (chosen) workAs(chosen);
    },
    showApp: () => showApp(),
  };
  // An app that is only being installed has no outage to play.
  const guide = settings.keys.length > 0 ? undefined : createGuidePanel(guided, leaving);
  const simulation = createSimulationPanel(
    server,
    leaving,
    {
      reload: () => tabs.current()?.reload(),
      setActive(isActive) {
        tabs.current()?.app.setActive(isActive);
        refresh();
      },
    },
    (text) => toasts.show(text, 'error'),
    [guide ?? createKeysPanel(settings.keys, toasts.show)],
  );
  const openTicket = async (id: string) => {
    if (tabs.find(id)) return bringToFront(id);
    // A ticket of the list is shown at once; any other is looked up first.
    const ticket = known.get(id) ?? (await server.ticket(id, leaving).catch(() => undefined));
    if (!ticket) return toasts.show(`There is no ticket #${id} here.`, 'alert');
    if (!tabs.find(id)) addTab(id, ticket, false);
    bringToFront(id);
  };
  const newTicket = () => {
    created++;
    const key = `new-${created}`;
    addTab(key, emptyTicket, true);
    bringToFront(key);
  };
  const addTab = (key: string, ticket: Ticket, isNew: boolean) => {
    const tab = createTicketTab(desk, key, ticket, isNew);
    tabs.add(tab);
    work.append(tab.element);
    tray.frames.append(tab.app.element);
    tab.reload();
  };
  const bringToFront = (key: string | undefined) => {
    page.show(false);
    admin.show(false);
    tabs.bringToFront(key);
    // Replaced, not pushed: the back button leaves the page instead of walking through tickets.
    history.replaceState(null, '', addressOf(tabs.current()?.key));
    refresh();
    // What had the focus may have just been hidden.
    const focused = document.activeElement;
    if (!focused?.checkVisibility() || focused === document.body) (tabs.current()?.element ?? list).focus();
  };

  const list = createTicketList(tickets, (id) => void openTicket(id), guide?.open);
  const strip = createTabStrip(bringToFront, (key) => {
    tabs.remove(key);
    bringToFront(tabs.current()?.key);
  });
  const showInstead = (shown: 'app' | 'admin') => {
    tabs.bringToFront(undefined);
    page.show(shown === 'app');
    admin.show(shown === 'admin');
    history.replaceState(null, '', shown === 'app' ? APP_ADDRESS : ADMIN_ADDRESS);
    refresh();
  };
  const showApp = () => (hasApp('nav_bar') ? showInstead('app') : bringToFront(undefined));
  /** As the real helpdesk: what stands behind the app's address is told to its page. */
  const showRoute = (route: string) => {
    showApp();
    if (route !== '') page.route(route);
  };
  /** As an installation restricted to roles: agents have the app at their tickets alone. */
  const hasApp = (place: 'nav_bar' | 'top_bar') => agent.role !== 'agent' && pageOf(settings.app, place) !== undefined;
  const reloadPlaces = () => {
    nav.setHasApp(hasApp('nav_bar'));
    top.setHasApp(hasApp('top_bar'));
    // The icon is the app's anew.
    nav.showSymbol('default');
    top.showSymbol('default');
    hasApp('nav_bar') ? page.reload() : page.clear();
    hasApp('top_bar') ? popover.reload() : popover.clear();
    background.reload();
  };
  const nav = createSideNav(appName, {
    showList: () => bringToFront(undefined),
    showApp,
    showAdmin: () => showInstead('admin'),
    newTicket,
    toggleSimulation: () => simulation.setOpen(!simulation.isOpen()),
  });
  const setPreferences = (next: Partial<typeof preferences>) => {
    preferences = { ...preferences, ...next };
    keepPreferences(localStorage, preferences);
  };
  const showColorScheme = () => {
    document.documentElement.dataset.theme = preferences.colorScheme;
    top.showColorScheme(preferences.colorScheme);
    for (const shown of [...tabs.all().map((tab) => tab.app), page, popover, background])
      shown.change({ colorScheme: preferences.colorScheme });
  };
  const top = createTopBar(
    appName,
    strip.element,
    settings.staff,
    (chosen) => workAs(chosen),
    () => {
      setPreferences({ colorScheme: preferences.colorScheme === 'light' ? 'dark' : 'light' });
      showColorScheme();
    },
    popover.element,
    popover.show,
  );
  const workAs = (chosen: Staff) => {
    agent = chosen;
    top.showAgent(chosen.id);
    leave(sessionStorage, { agentId: chosen.id });
    toasts.clear();
    for (const tab of tabs.all()) tab.reload();
    reloadPlaces();
    admin.changeAgent();
    refresh();
  };
  const resizer = createTrayResizer(tray.element, preferences.trayWidth, (trayWidth) => setPreferences({ trayWidth }));

  const refresh = () => {
    const current = tabs.current();
    const labels = tabs.all().map((tab) => ({ key: tab.key, title: tab.title(), note: tab.note() }));
    strip.show(labels, current?.key);
    const instead = page.isShown() ? 'app' : admin.isShown() ? 'admin' : undefined;
    nav.setCurrent(instead ?? (current === undefined ? 'list' : undefined));
    list.hidden = current !== undefined || instead !== undefined;
    resizer.hidden = !current?.hasApp;
    tray.show(current?.hasApp ? { state: current.appState(), isCollapsed: current.isCollapsed() } : undefined);
    const state = current?.appState();
    simulation.showMeasure(
      current && {
        readyMs: state?.at === 'ready' ? state.tookMs : undefined,
        lastCardMs: current.lastCardMs(),
      },
    );
    const title = instead === 'admin' ? 'Apps' : instead === 'app' ? appName : (current?.title() ?? 'Tickets');
    document.title = `${title} · Simulated helpdesk`;
  };

  work.append(list, page.element, background.element, admin.element, toasts.element);
  top.showAgent(agent.id);
  if (left?.said) toasts.show(left.said, 'notice');
  reloadPlaces();
  showColorScheme();
  const asked = ticketInAddress(location.hash);
  if (asked) void openTicket(asked);
  else if (appRouteIn(location.hash) !== undefined) showRoute(appRouteIn(location.hash) ?? '');
  else if (location.hash === ADMIN_ADDRESS) showInstead('admin');
  refresh();
  addEventListener('hashchange', () => {
    const id = ticketInAddress(location.hash);
    const route = appRouteIn(location.hash);
    if (id) void openTicket(id);
    else if (route !== undefined) showRoute(route);
    else bringToFront(undefined);
  });
  return h(
    'div',
    { class: 'shell' },
    nav.element,
    top.element,
    h('main', { class: 'stage' }, h('div', { class: 'desk' }, work, simulation.element), resizer, tray.element),
  );
}

const emptyTicket: Ticket = {
  id: '',
  subject: '',
  story: '',
  status: 'new',
  priority: null,
  tags: [],
  requester: null,
  organization: null,
  messages: [],
};
