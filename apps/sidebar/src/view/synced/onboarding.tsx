import type { Onboarding, OnboardingItem } from '@sidelight/shared/customer/onboarding.ts';
import { stepId } from '../../model/synced/state.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import type { SyncedContext } from './context.ts';

/** What is to be done for a new customer. Folded once all of it is. */
export function onboardingSection({ items }: Onboarding, ctx: SyncedContext) {
  const { ui } = ctx.say;
  const done = items.filter(({ doneAt }) => doneAt !== undefined).length;
  const progress = put(ui.progress, { done: String(done), all: String(items.length) });
  return (
    <section aria-labelledby="onboarding" data-synced="onboarding">
      <details open={done < items.length}>
        <summary>
          <h2 id="onboarding">{ui.onboarding}</h2> <span>{progress}</span>
        </summary>
        <ul class="steps">{items.map((item) => step(item, ctx))}</ul>
      </details>
    </section>
  );
}

function step({ id, label, owner, contact, dueAt, doneAt }: OnboardingItem, ctx: SyncedContext) {
  const { say, state, tick } = ctx;
  const { ui } = say;
  const isDone = doneAt !== undefined;
  const ticked = state.ticked?.step === id ? state.ticked.state : undefined;
  return (
    <li key={id} data-step={id}>
      <input
        type="checkbox"
        id={stepId(id)}
        checked={isDone}
        onChange={({ currentTarget }) => tick(id, currentTarget.checked)}
      />
      <label for={stepId(id)}>{label}</label>
      <p class="note">
        <span title={contact}>{owner}</span> · {when(dueAt, doneAt, ctx)}
        {ticked === 'failed' && <span class="wrong-value"> {ui.broken}</span>}
        {ticked === 'done' && isDone && (
          <>
            {' '}
            <button type="button" class="link" onClick={() => tick(id, false)}>
              {ui.undo}
              <span class="sr"> {label}</span>
            </button>
          </>
        )}
      </p>
    </li>
  );
}

function when(dueAt: string, doneAt: string | undefined, ctx: SyncedContext) {
  const { ui } = ctx.say;
  const nowMs = ctx.nowMs();
  if (doneAt !== undefined) return put(ui.done, { when: ctx.clock(doneAt, nowMs) });
  const isOver = Date.parse(dueAt) < nowMs;
  const text = put(isOver ? ui.overdue : ui.due, { when: ctx.date(dueAt, nowMs) });
  return isOver ? (
    <b class="late">
      {icon('triangle')} {text}
    </b>
  ) : (
    text
  );
}
