import type { AlertsByNews } from './alerts-by-news.ts';
import { fill, h } from './element.ts';
import { ANSWERED, type GuideActs, guideSteps } from './guide-steps.ts';
import { icon } from './icon.ts';
import type { FoldedPanel } from './simulation-panel.ts';
import { untilBack, untilSettled } from './until-noticed.ts';

export const GUIDE_NAME = 'Play the outage';

const INTRO =
  'An outage with an answer that turns out wrong, wrong values that look right, and a merged company. Each click does one step and says where to look.';
const END =
  'That was all. To go on by yourself: the fault switches beside this, ticket #1003 (two companies to pick from), or “Sync” in Sidelight as Olivia, an admin.';
const WAITING = 'Waiting until Sidelight has noticed: up to half a minute …';
const BEGINNING = 'Clearing the faults, the replies and what was paid …';
const FAILED = 'That did not work: the simulated world did not answer, or the app did not notice. Try it once more.';

export interface GuidePanel extends FoldedPanel {
  open(): void;
}

/** Plays what the product is for, step by step: what happened, and where to look. */
export function createGuidePanel(acts: GuideActs, signal: AbortSignal): GuidePanel {
  let done = 0;
  let before: AlertsByNews | undefined;
  const text = h('div', { class: 'guide-text', role: 'status' });
  const count = h('span', { class: 'muted guide-count', 'data-guide-count': '' });
  const next = h('button', { type: 'button', class: 'primary', 'data-guide-next': '', on: { click: () => void go() } });
  const again = h(
    'button',
    { type: 'button', 'data-guide-again': '', on: { click: () => void beginAgain() } },
    'Start over',
  );
  const body = h(
    'div',
    { class: 'guide', id: 'guide', hidden: true },
    text,
    h('div', { class: 'guide-buttons' }, next, again, count),
  );

  const show = () => {
    const step = guideSteps[done - 1];
    const isOver = done === guideSteps.length;
    fill(
      text,
      h('p', {}, step ? h('strong', {}, step.happened) : INTRO),
      step && h('p', { 'data-guide-look': '' }, h('span', { class: 'guide-mark' }, 'Look at'), step.look),
      isOver && h('p', { 'data-guide-end': '' }, END),
    );
    next.textContent = guideSteps[done]?.label ?? '';
    next.hidden = isOver;
    again.hidden = done === 0;
    count.textContent = `${done} of ${guideSteps.length} done`;
  };
  /** The buttons rest meanwhile; afterwards the one to go on with has the focus again. */
  const act = async (said: string, work: () => Promise<void>) => {
    next.disabled = again.disabled = true;
    count.textContent = said;
    try {
      await work();
      show();
    } catch {
      if (signal.aborted) return;
      count.textContent = FAILED;
    }
    next.disabled = again.disabled = false;
    (next.hidden ? again : next).focus();
  };
  const go = () =>
    act(WAITING, async () => {
      before ??= await acts.server.alerts(signal);
      await guideSteps[done]?.run(acts, signal);
      done++;
    });
  const beginAgain = () =>
    act(BEGINNING, async () => {
      await acts.server.clearFaults(signal);
      if (before) await untilBack(before, acts.server, signal);
      for (const id of ANSWERED) await untilSettled(id, acts.server, signal);
      for (const id of ANSWERED) await acts.server.beginAgain(id, signal);
      acts.workAs('agent');
      acts.closeTickets();
      done = 0;
    });

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
    fill(toggle, GUIDE_NAME, icon(isOpen ? 'down' : 'up'));
  };
  setOpen(false);
  show();
  const open = () => {
    setOpen(true);
    next.focus();
  };
  return { toggle, body, open };
}
