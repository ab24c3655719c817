import { fill, h } from './element.ts';
import { type GuideActs, guideSteps } from './guide-steps.ts';
import { icon } from './icon.ts';
import type { FoldedPanel } from './simulation-panel.ts';

const INTRO =
  'An outage with an answer that turns out wrong, wrong values that look right, and a merged company: one click a step.';
const FAILED = 'That did not work: the simulated world did not answer, or the app did not notice. Try it once more.';

/** Plays what the product is for, step by step, with a sentence on what to look at. */
export function createGuidePanel(acts: GuideActs, signal: AbortSignal): FoldedPanel {
  let done = 0;
  const look = h('p', { class: 'guide-look', role: 'status', 'data-guide-look': '' }, INTRO);
  const count = h('span', { class: 'muted guide-count', 'data-guide-count': '' });
  const next = h('button', { type: 'button', class: 'primary', 'data-guide-next': '', on: { click: () => void go() } });
  const body = h('div', { class: 'guide', id: 'guide', hidden: true }, look, h('div', {}, next, count));
  const show = () => {
    next.disabled = false;
    next.textContent = guideSteps[done]?.label ?? 'Play it again';
    count.textContent = `${done} of ${guideSteps.length} done`;
  };
  const go = async () => {
    const step = guideSteps[done];
    next.disabled = true;
    count.textContent = 'Waiting until Sidelight has noticed …';
    try {
      if (step) await step.run(acts, signal);
      else await beginAgain();
      look.textContent = step?.look ?? INTRO;
      done = step ? done + 1 : 0;
    } catch {
      if (signal.aborted) return;
      look.textContent = FAILED;
    }
    show();
    next.focus();
  };
  const beginAgain = async () => {
    await acts.server.clearFaults(signal);
    await acts.server.forgetChanges(signal);
  };
  const toggle = h('button', {
    type: 'button',
    class: 'quiet',
    'aria-controls': body.id,
    'data-guide-toggle': '',
    on: { click: () => setOpen(body.hidden === true) },
  });
  const setOpen = (isOpen: boolean) => {
    body.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    fill(toggle, 'Play the outage', icon(isOpen ? 'down' : 'up'));
  };
  setOpen(false);
  show();
  return { toggle, body };
}
