import { type AppState, sentenceFor } from './app-state.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';

export interface TrayView {
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
export function createTray(onCollapse: (isCollapsed: boolean) => void, onReload: () => void): Tray {
  const frames = h('div', { class: 'frames', id: 'app-frames' });
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
    h('header', {}, h('span', { class: 'app-mark' }, icon('app')), h('h2', {}, 'Sidelight'), progress, reload, fold),
    notice,
    frames,
  );
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
      notice.hidden = sentence === undefined;
      if (sentence)
        fill(notice, icon('warning'), h('div', {}, h('strong', {}, sentence.title), h('p', {}, sentence.todo)));
      // Without an answer the browser draws its own error page in the frame: of no use to anybody.
      frames.hidden = isCollapsed || state.at === 'down' || state.at === 'unsigned' || state.at === 'hidden';
      fold.setAttribute('aria-expanded', String(!isCollapsed));
      fold.setAttribute('aria-label', isCollapsed ? 'Unfold app' : 'Fold app');
      fill(fold, icon(isCollapsed ? 'down' : 'up'));
    },
  };
}
