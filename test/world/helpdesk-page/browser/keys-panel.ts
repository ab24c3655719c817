import type { KeyToTry } from '../workspace.ts';
import { fill, h } from './element.ts';
import { icon } from './icon.ts';
import type { FoldedPanel } from './simulation-panel.ts';
import type { Tone } from './toasts.ts';

const shownMs = 1500;

/** What to paste on the app's setup page. They open this simulated world and nothing else. */
export function createKeysPanel(keys: readonly KeyToTry[], toast: (text: string, tone: Tone) => void): FoldedPanel {
  const body = h('div', { class: 'keys', id: 'keys', hidden: true }, ...keys.map((key) => row(key, toast)));
  const toggle = h(
    'button',
    { type: 'button', class: 'quiet', 'aria-controls': body.id, 'aria-expanded': 'false', 'data-keys-toggle': '' },
    'Keys to try',
    icon('up'),
  );
  toggle.addEventListener('click', () => {
    body.hidden = !body.hidden;
    toggle.setAttribute('aria-expanded', String(!body.hidden));
    fill(toggle, 'Keys to try', icon(body.hidden ? 'up' : 'down'));
  });
  return { toggle, body };
}

function row({ system, label, value }: KeyToTry, toast: (text: string, tone: Tone) => void): HTMLElement {
  const name = `Copy: ${system}, ${label}`;
  const copy = h('button', { type: 'button', class: 'quiet', 'aria-label': name, title: name }, icon('copy'));
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(value).then(
      () => {
        fill(copy, icon('check'));
        setTimeout(() => fill(copy, icon('copy')), shownMs);
      },
      () => toast('The browser did not let it be copied. Select it and copy it by hand.', 'alert'),
    );
  });
  return h(
    'div',
    { class: 'key', 'data-key': `${system} ${label}` },
    h('span', { class: 'muted' }, h('strong', {}, system), ` ${label}`),
    h('code', { title: value }, value),
    copy,
  );
}
