import { leave } from './carry-over.ts';
import type { Desk } from './desk.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';
import { createUploadPanel, factsOf } from './upload-panel.ts';

export interface AdminPage {
  readonly element: HTMLElement;
  isShown(): boolean;
  show(isShown: boolean): void;
  /** Somebody else is at work. */
  changeAgent(): void;
}

/** Where admins put apps in and take them out. */
export function createAdminPage(desk: Desk, signal: AbortSignal): AdminPage {
  const { app, staff } = desk.settings;
  const upload = createUploadPanel(desk.server, signal, ({ name }) => anew(`${name} is installed.`));
  upload.setHasRoom(app === null);

  /** What may be framed is settled when the page loads, so both need a new one. */
  const anew = (said: string) => {
    leave(sessionStorage, { agentId: desk.agent().id, said });
    location.reload();
  };
  const uninstall = async (button: HTMLButtonElement) => {
    if (!app) return;
    button.disabled = true;
    try {
      await desk.server.uninstallApp(app.id, signal);
      anew(`${app.name} was uninstalled.`);
    } catch {
      button.disabled = false;
      desk.toast('It was not uninstalled: the simulated world refused or did not answer.', 'error');
    }
  };
  const installed = () => {
    if (!app) return h('p', { class: 'muted' }, 'Nothing is installed.');
    const remove = h('button', { type: 'button', 'data-app-uninstall': '' }, 'Uninstall');
    remove.addEventListener('click', () => void uninstall(remove));
    return h(
      'div',
      { 'data-installed-app': app.name },
      h(
        'div',
        { class: 'installed' },
        h('span', { class: 'app-mark' }, icon('app')),
        h('strong', {}, app.name),
        h('span', { class: 'muted' }, `version ${app.version} · installation ${app.installationId}`),
        remove,
      ),
      factsOf(app),
    );
  };

  const body = h('div', { class: 'admin-body' });
  const admins = staff.filter(({ role }) => role === 'admin').map(({ name }) => name);
  const changeAgent = () => {
    if (desk.agent().role !== 'admin') {
      return fill(
        body,
        h(
          'p',
          { class: 'admin-card' },
          `Only admins manage apps. Choose ${admins.join(' or ')} under “Working as” at the top right.`,
        ),
      );
    }
    fill(body, h('section', { class: 'admin-card' }, h('h2', {}, 'Installed'), installed()), upload.element);
  };
  changeAgent();
  const element = h(
    'section',
    { class: 'admin', 'aria-labelledby': 'admin-title', tabindex: -1, hidden: true, 'data-admin': '' },
    h('header', { class: 'list-head' }, h('h1', { id: 'admin-title' }, 'Apps')),
    body,
  );
  return {
    element,
    isShown: () => !element.hidden,
    show(isShown) {
      element.hidden = !isShown;
    },
    changeAgent,
  };
}
