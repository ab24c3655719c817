import { h } from './element.ts';

const least = 270;
const most = 640;
const keys: Readonly<Record<string, (width: number) => number>> = {
  ArrowLeft: (width) => width + 10,
  ArrowRight: (width) => width - 10,
  PageUp: (width) => width + 50,
  PageDown: (width) => width - 50,
  Home: () => least,
  End: () => most,
};

/** The edge of the apps tray: drag it, or focus it and use the arrow keys. Widths in CSS pixels. */
export function createTrayResizer(tray: HTMLElement, start: number, onWidth: (width: number) => void): HTMLElement {
  let width = start;
  const element = h('div', {
    class: 'resizer',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the apps tray',
    'aria-valuemin': least,
    'aria-valuemax': most,
    'aria-controls': tray.id,
    'data-tray-resizer': '',
  });
  const apply = (next: number) => {
    width = Math.round(Math.min(most, Math.max(least, next)));
    tray.style.width = `${width}px`;
    element.setAttribute('aria-valuenow', String(width));
    onWidth(width);
  };
  element.addEventListener('pointerdown', (down) => {
    down.preventDefault();
    element.focus();
    element.setPointerCapture(down.pointerId);
    // A frame under the pointer would swallow the moves.
    document.body.classList.add('is-resizing');
    const from = width + down.clientX;
    const move = ({ clientX }: PointerEvent) => apply(from - clientX);
    const stop = () => {
      document.body.classList.remove('is-resizing');
      element.removeEventListener('pointermove', move);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', stop, { once: true });
  });
  element.addEventListener('keydown', (event) => {
    const change = keys[event.key];
    if (!change) return;
    event.preventDefault();
    apply(change(width));
  });
  apply(start);
  return element;
}
