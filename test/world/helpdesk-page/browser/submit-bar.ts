import type { TicketStatus } from '../workspace.ts';
import { h } from './element.ts';
import { statusWords } from './status-badge.ts';

const choices: readonly TicketStatus[] = ['open', 'pending', 'hold', 'solved'];

export interface SubmitBar {
  readonly element: HTMLElement;
  setBusy(isBusy: boolean): void;
}

/** The foot of the composer: what the ticket becomes, and the button that sends it. */
export function createSubmitBar(key: string, label: string, onSubmit: (status: TicketStatus) => void): SubmitBar {
  const id = `submit-status-${key}`;
  const status = h('select', { id }, ...choices.map((each) => h('option', { value: each }, statusWords[each])));
  const button = h(
    'button',
    {
      type: 'button',
      class: 'primary',
      'data-submit': key,
      on: { click: () => onSubmit(choices.find((each) => each === status.value) ?? 'open') },
    },
    label,
  );
  const element = h('div', { class: 'composer-foot' }, h('label', { for: id }, 'Save as'), status, button);
  return {
    element,
    setBusy(isBusy) {
      button.disabled = isBusy;
    },
  };
}
