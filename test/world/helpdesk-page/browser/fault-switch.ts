import { h } from './element.ts';
import type { FaultChoice } from './fault-kinds.ts';

export interface FaultSwitch {
  readonly element: HTMLElement;
  show(kind: string | undefined, calls: number): void;
}

/** One system's switch: how it misbehaves now, and how often it was asked. */
export function createFaultSwitch(
  system: {
    readonly id: string;
    readonly name: string;
    readonly vendor: string;
    readonly choices: readonly FaultChoice[];
  },
  onPick: (choice: FaultChoice | undefined) => void,
): FaultSwitch {
  const id = `fault-${system.id}`;
  const select = h(
    'select',
    {
      id,
      'data-fault-select': system.id,
      on: { change: () => onPick(system.choices.find(({ kind }) => kind === select.value)) },
    },
    h('option', { value: '' }, 'Answers normally'),
    ...system.choices.map(({ kind, label }) => h('option', { value: kind }, label)),
  );
  const count = h('span', { class: 'muted calls', 'data-calls': system.id });
  const element = h(
    'div',
    { class: 'fault' },
    h('label', { for: id }, h('strong', {}, system.name), h('span', { class: 'muted' }, ` ${system.vendor}`)),
    select,
    count,
  );
  return {
    element,
    show(kind, calls) {
      select.value = kind ?? '';
      element.classList.toggle('is-faulty', kind !== undefined);
      count.textContent = calls === 1 ? '1 call' : `${calls} calls`;
    },
  };
}
