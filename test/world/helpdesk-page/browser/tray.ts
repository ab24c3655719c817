import { type AppState, isFrameShown, type Sentence, sentenceFor } from './app-state.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';

interface TrayView {
  readonly state: AppState;
  readonly isCollapsed: boolean;
}

export interface Tray {
  readonly element: HTMLElement;
  /** Where each ticket's own frame lives; frames are put here once and never moved, or they would reload. */
  readonly frames: HTMLElement;
  show(view: TrayView | undefined): void;
}

/** The column the app lives in: its name, a way to fold it and to load it again, and what is wrong if it is. */
export function createTray(appName: string, onCollapse: (isCollapsed: boolean) => void, onReload: () => void): Tray {
  const frames = h('div', { class: 'frames', id: 'app-frames', tabindex: 0, role: 'region', 'aria-label': 'App' });
  const progress = h('span', { class: 'muted app-progress' });
  const notice = h('div', { class: 'app-notice', role: 'status', hidden: true });
  const fold = h('button', {
    type: 'button',
    class: 'quiet',
    'aria-controls': frames.id,
    'data-app-collapse': '',
    on: { click: () => onCollapse(fold.getAttribute('aria-expanded') === 'true') },
  });
  const reload = h(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': 'Reload app', title: 'Reload app', on: { click: onReload } },
    icon('reload'),
  );
  const element = h(
    'aside',
    { class: 'tray', id: 'apps-tray', 'aria-label': 'Apps' },
    h('header', {}, h('span', { class: 'app-mark' }, icon('app')), h('h2', {}, appName), progress, reload, fold),
    notice,
    frames,
  );
  let said: string | undefined;
  const draw = ({ title, todo }: Sentence) => [
    icon('warning'),
    h(
      'div',
      {},
      h('strong', {}, title),
      h('p', {}, todo),
      h('button', { type: 'button', on: { click: onReload } }, 'Reload app'),
    ),
  ];

  return {
    element,
    frames,
    show(view) {
      element.hidden = view === undefined;
      if (!view) return;
      const { state, isCollapsed } = view;
      const sentence = sentenceFor(state);
      element.dataset.appState = state.at;
      progress.textContent = state.at === 'opening' ? 'Opening…' : '';
      // Written anew only when it says something else: it holds a button that may have the focus.
      if (sentence?.title !== said) {
        said = sentence?.title;
        notice.hidden = sentence === undefined;
        fill(notice, ...(sentence ? draw(sentence) : []));
      }
      frames.hidden = isCollapsed || !isFrameShown(state);
      fold.setAttribute('aria-expanded', String(!isCollapsed));
      fold.setAttribute('aria-label', isCollapsed ? 'Unfold app' : 'Fold app');
      fill(fold, icon(isCollapsed ? 'down' : 'up'));
    },
  };
}
