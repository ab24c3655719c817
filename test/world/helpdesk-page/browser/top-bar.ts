import type { ColorScheme } from '../host/ticket-properties.ts';
import type { Staff } from '../workspace.ts';
import { createAppIcon } from './app-icon.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';

export interface TopBar {
  readonly element: HTMLElement;
  showColorScheme(scheme: ColorScheme): void;
  /** Whom the page is worked as, without asking anybody. */
  showAgent(id: string): void;
  /** The app has an icon here for whoever is at work. */
  setHasApp(hasApp: boolean): void;
  /** The app opens or closes its own popover. */
  openApp(wish: 'show' | 'hide' | 'toggle'): void;
  /** Which of its drawings the app's icon shows, by name. */
  showSymbol(symbol: string): void;
}

const roleWords: Readonly<Record<Staff['role'], string>> = { agent: 'agent', lead: 'shift lead', admin: 'admin' };

/** The open tickets, who is at work, and the light. */
export function createTopBar(
  appName: string,
  tabs: HTMLElement,
  staff: readonly Staff[],
  onAgent: (agent: Staff) => void,
  onColorScheme: () => void,
  popover: HTMLElement,
  onPopover: (isOpen: boolean) => void,
): TopBar {
  const agent = h(
    'select',
    {
      id: 'agent',
      'data-agent-switch': '',
      on: {
        change: () => {
          const chosen = staff.find(({ id }) => id === agent.value);
          if (chosen) onAgent(chosen);
        },
      },
    },
    ...staff.map(({ id, name, role, locale }) =>
      h('option', { value: id }, `${name}, ${roleWords[role]}${locale.startsWith('de') ? ' (Deutsch)' : ''}`),
    ),
  );
  const theme = h('button', { type: 'button', class: 'quiet', 'data-theme-toggle': '', on: { click: onColorScheme } });
  const isOpen = () => app.getAttribute('aria-expanded') === 'true';
  const setOpen = (next: boolean) => {
    app.setAttribute('aria-expanded', String(next));
    onPopover(next);
  };
  const drawing = createAppIcon('top_bar');
  const app = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      'aria-label': `${appName} status`,
      title: `${appName} status`,
      'aria-expanded': 'false',
      'data-top-app': '',
      on: { click: () => setOpen(!isOpen()) },
    },
    drawing.element,
  );
  const place = h('div', { class: 'top-app' }, app, popover);
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !isOpen()) return;
    setOpen(false);
    app.focus();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (isOpen() && target instanceof Node && !place.contains(target)) setOpen(false);
  });
  const element = h(
    'header',
    { class: 'top' },
    tabs,
    h('div', { class: 'top-end' }, place, h('label', { for: 'agent' }, 'Working as'), agent, theme),
  );
  return {
    element,
    showAgent(id) {
      agent.value = id;
    },
    setHasApp(hasApp) {
      place.hidden = !hasApp;
      if (!hasApp && isOpen()) setOpen(false);
    },
    openApp: (wish) => setOpen(wish === 'toggle' ? !isOpen() : wish === 'show'),
    showSymbol(symbol) {
      drawing.show(symbol);
      app.dataset.iconSymbol = symbol;
      app.title = symbol === 'default' ? `${appName} status` : `${appName} status (${symbol})`;
    },
    showColorScheme(scheme) {
      const other = scheme === 'light' ? 'dark' : 'light';
      theme.setAttribute('aria-label', `Switch to ${other}`);
      theme.title = `Switch to ${other}`;
      fill(theme, icon(scheme === 'light' ? 'moon' : 'sun'));
    },
  };
}
