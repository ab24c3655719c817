import type { UploadedApp, UploadFinding } from '../workspace.ts';
import { fill, h } from './element.ts';
import { findingsList } from './findings-list.ts';
import { icon } from './icon.ts';
import { placeName } from './installed.ts';
import type { Server } from './server.ts';

type State =
  | { readonly at: 'waiting' }
  | { readonly at: 'checking'; readonly file: string }
  | { readonly at: 'refused'; readonly file: string; readonly findings: readonly UploadFinding[] }
  | { readonly at: 'accepted'; readonly app: UploadedApp; readonly findings: readonly UploadFinding[] }
  | { readonly at: 'failed'; readonly sentence: string };

export interface UploadPanel {
  readonly element: HTMLElement;
  /** An app is there already: this helpdesk has room for one. */
  setHasRoom(hasRoom: boolean): void;
}

/** A package comes in: chosen or dropped, judged, and installed once somebody has seen what it may do. */
export function createUploadPanel(
  server: Server,
  signal: AbortSignal,
  onInstalled: (app: UploadedApp) => void,
): UploadPanel {
  let hasRoom = true;
  const body = h('div', { 'aria-live': 'polite' });
  const input = h('input', {
    type: 'file',
    id: 'app-package',
    class: 'unseen',
    accept: '.zip,application/zip',
    'data-app-package': '',
    on: {
      change: () => {
        const file = input.files?.[0];
        // The same file again, fixed meanwhile, is a change too.
        input.value = '';
        if (file) void take(file);
      },
    },
  });
  const drop = h(
    'label',
    {
      class: 'drop',
      for: input.id,
      on: {
        dragover: (event) => {
          event.preventDefault();
          drop.classList.add('is-over');
        },
        dragleave: () => drop.classList.remove('is-over'),
        drop: (event) => {
          event.preventDefault();
          drop.classList.remove('is-over');
          const file = event.dataTransfer?.files[0];
          if (file) void take(file);
        },
      },
    },
    icon('package'),
    h('span', {}, h('strong', {}, 'Choose a zip'), ' or drop it here'),
    h('span', { class: 'muted' }, 'It is checked as the marketplace would, and nothing is installed yet.'),
  );

  const take = async (file: File) => {
    show({ at: 'checking', file: file.name });
    const uploaded = await server.uploadApp(file, signal).catch(() => undefined);
    if (!uploaded) return show({ at: 'failed', sentence: 'The package could not be sent to the simulated world.' });
    if (uploaded.kind === 'refused') return show({ ...uploaded, at: 'refused', file: file.name });
    show({ ...uploaded, at: 'accepted' });
  };
  const install = async (app: UploadedApp, button: HTMLButtonElement) => {
    button.disabled = true;
    try {
      await server.installApp(app.id, signal);
      onInstalled(app);
    } catch {
      show({ at: 'failed', sentence: 'It was not installed: the simulated world refused or did not answer.' });
    }
  };

  const asked = (app: UploadedApp, findings: readonly UploadFinding[]) => {
    const go = h('button', { type: 'button', class: 'primary', 'data-app-install': '' }, 'Install');
    go.addEventListener('click', () => void install(app, go));
    return [
      findingsList(findings),
      h('h3', {}, `Install ${app.name} ${app.version}?`),
      factsOf(app),
      h(
        'div',
        { class: 'admin-buttons' },
        go,
        h('button', { type: 'button', on: { click: () => show({ at: 'waiting' }) } }, 'Cancel'),
      ),
    ];
  };
  const drawn = (state: State): readonly (Node | string)[] => {
    if (!hasRoom) {
      return [h('p', { class: 'muted' }, 'This helpdesk has room for one app. Uninstall the one above first.')];
    }
    switch (state.at) {
      case 'waiting':
        return [input, drop];
      case 'checking':
        return [h('p', { class: 'muted' }, `Checking ${state.file}…`)];
      case 'failed':
        return [h('p', { class: 'bad' }, state.sentence), input, drop];
      case 'refused':
        return [
          h('p', {}, h('strong', {}, `${state.file} was not taken in.`), ' Mend it and choose it again.'),
          findingsList(state.findings),
          input,
          drop,
        ];
      case 'accepted':
        return asked(state.app, state.findings);
    }
  };
  const show = (state: State) => {
    fill(body, ...drawn(state));
    // What was chosen by keyboard has gone from the page; what follows from it is next.
    if (state.at === 'accepted') body.querySelector('button')?.focus();
  };
  show({ at: 'waiting' });
  return {
    element: h('section', { class: 'admin-card' }, h('h2', {}, 'Upload private app'), body),
    setHasRoom(next) {
      hasRoom = next;
      show({ at: 'waiting' });
    },
  };
}

/** What an admin is asked to agree to. */
export function factsOf({ locations, hosts, brings }: UploadedApp): HTMLElement {
  const served = [...new Set(locations.map(({ url }) => new URL(url).origin))];
  const fact = (name: string, values: readonly string[]) =>
    values.length > 0 && [h('dt', {}, name), h('dd', {}, ...values.map((value) => h('span', {}, value)))];
  return h(
    'dl',
    { class: 'facts' },
    ...[
      fact(
        'Appears',
        locations.map(({ name }) => placeName(name)),
      ),
      fact('Served from', served),
      fact('May be sent its secrets', hosts),
      fact('Makes in this account', brings),
    ].flatMap((each) => each || []),
  );
}
