import { fill, h } from './element.ts';
import { faultySystems } from './fault-kinds.ts';
import { createFaultSwitch } from './fault-switch.ts';
import { icon } from './icon.ts';
import type { Server } from './server.ts';

interface AppMeasure {
  readonly readyMs: number | undefined;
  readonly lastCardMs: number | undefined;
}

/** A part of the panel with a button of its own in its head. */
export interface FoldedPanel {
  readonly toggle: HTMLElement;
  readonly body: HTMLElement;
}

export interface SimulationPanel {
  readonly element: HTMLElement;
  setOpen(isOpen: boolean): void;
  isOpen(): boolean;
  /** How fast the app in front was; nothing when no ticket is open. */
  showMeasure(measure: AppMeasure | undefined): void;
}

export interface AppButtons {
  reload(): void;
  setActive(isActive: boolean): void;
}

const pollMs = 2000;

/** What makes this helpdesk a simulated one: a switch for each system behind the app, and what they were asked. */
export function createSimulationPanel(
  server: Server,
  signal: AbortSignal,
  app: AppButtons,
  onTrouble: (text: string) => void,
  beside: readonly FoldedPanel[],
): SimulationPanel {
  let isOpen = false;
  let round = 0;
  let ticks = 0;

  const switches = faultySystems.map((system) => ({
    system,
    view: createFaultSwitch(system, (choice) => {
      const { kind, settings } = choice ?? {};
      change(kind ? server.setFault(system.id, { kind, ...settings }, signal) : server.clearFault(system.id, signal));
    }),
  }));
  const change = (done: Promise<void>) => {
    // An answer that was on its way when the agent switched would put the switch back.
    round++;
    void done.catch(() => onTrouble('The control port refused or did not answer.')).then(look);
  };
  const look = async () => {
    const mine = ++round;
    const seen = await Promise.all([server.faults(signal), server.calls(signal)]).catch(() => undefined);
    if (mine !== round || signal.aborted) return;
    if (!seen) {
      summary.textContent = 'The control port does not answer';
      return;
    }
    const [faults, calls] = seen;
    for (const { system, view } of switches) view.show(faults[system.id]?.kind, calls[system.id] ?? 0);
    const faulty = switches.filter(({ system }) => faults[system.id]).map(({ system }) => system.name);
    summary.textContent = faulty.length > 0 ? `Faults: ${faulty.join(', ')}` : 'All systems answer';
    element.classList.toggle('is-faulty', faulty.length > 0);
  };

  const summary = h('span', { class: 'summary' });
  const measure = h('span', { class: 'muted measure', 'data-measure': '' });
  const toggle = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      'aria-controls': 'simulation',
      'data-simulation-toggle': '',
      on: { click: () => setOpen(!isOpen) },
    },
    'Fault switches',
  );
  const button = (name: string, label: string, act: () => void) =>
    h('button', { type: 'button', 'data-simulation': name, on: { click: act } }, label);
  const body = h(
    'div',
    { class: 'simulation-body', id: 'simulation' },
    h('div', { class: 'faults' }, ...switches.map(({ view }) => view.element)),
    h(
      'div',
      { class: 'simulation-buttons' },
      button('clear-faults', 'Clear all faults', () => change(server.clearFaults(signal))),
      button('clear-calls', 'Reset call counts', () => change(server.clearCalls(signal))),
      button('reload', 'Reload app', () => app.reload()),
      button('deactivate', 'Deactivate app', () => app.setActive(false)),
      button('activate', 'Activate app', () => app.setActive(true)),
    ),
  );
  const element = h(
    'section',
    { class: 'simulation', 'aria-label': 'Simulation' },
    h(
      'header',
      {},
      h('span', { class: 'simulated' }, 'Simulated helpdesk'),
      summary,
      measure,
      ...beside.map((one) => one.toggle),
      toggle,
    ),
    ...beside.map((one) => one.body),
    body,
  );
  const setOpen = (next: boolean) => {
    isOpen = next;
    body.hidden = !next;
    toggle.setAttribute('aria-expanded', String(next));
    fill(toggle, 'Fault switches', icon(next ? 'down' : 'up'));
    void look();
  };
  setOpen(false);
  const timer = setInterval(() => {
    // Folded, only the summary is seen, and it may lag a little.
    const isDue = isOpen || ++ticks % 3 === 0;
    if (isDue && !document.hidden) void look();
  }, pollMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });

  return {
    element,
    setOpen,
    isOpen: () => isOpen,
    showMeasure(seen) {
      const parts = seen && [
        seen.readyMs !== undefined && `App ready in ${seen.readyMs} ms`,
        seen.lastCardMs !== undefined && `last card after ${seen.lastCardMs} ms`,
      ];
      measure.textContent = parts ? parts.filter(Boolean).join(' · ') : '';
    },
  };
}
