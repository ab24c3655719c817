import type { ColorScheme } from '../host/ticket-properties.ts';
import type { Staff } from '../workspace.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';

export interface TopBar {
  readonly element: HTMLElement;
  showColorScheme(scheme: ColorScheme): void;
}

const roleWords: Readonly<Record<Staff['role'], string>> = { agent: 'agent', lead: 'shift lead', admin: 'admin' };

/** The open tickets, who is at work, and the light. */
export function createTopBar(
  tabs: HTMLElement,
  staff: readonly Staff[],
  onAgent: (agent: Staff) => void,
  onColorScheme: () => void,
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
  const element = h(
    'header',
    { class: 'top' },
    tabs,
    h('div', { class: 'top-end' }, h('label', { for: 'agent' }, 'Working as'), agent, theme),
  );
  return {
    element,
    showColorScheme(scheme) {
      const other = scheme === 'light' ? 'dark' : 'light';
      theme.setAttribute('aria-label', `Switch to ${other}`);
      theme.title = `Switch to ${other}`;
      fill(theme, icon(scheme === 'light' ? 'moon' : 'sun'));
    },
  };
}
