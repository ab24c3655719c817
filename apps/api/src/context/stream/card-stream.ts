import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { shownTo } from '../../privacy/mask.ts';
import type { Blueprint } from '../blueprint.ts';
import type { ShownField } from '../ports.ts';
import type { View } from '../present/field.ts';
import { createReadStates, type ReadStates } from '../present/read-states.ts';
import type { ReadState } from '../read/read-state.ts';
import type { LineStream } from './line-stream.ts';

/** What one agent is shown of one ticket, as it changes. */
export interface CardStream {
  readonly readStates: ReadStates;
  show(read: string, state: ReadState): void;
  say(customer: Customer): void;
  /** What is now known that shapes how values read: the ticket's tags, what fallbacks may name. */
  look(at: Partial<View>): void;
  /** The first line is waiting: it goes with the first card, or soon by itself. */
  opened(): void;
  /** Turns what is left into lines; they go out with the end of the stream. */
  finish(): void;
  /** Codes shown as they came, because the map has no word for them. */
  readonly newCodes: ReadonlyMap<string, string>;
  /** The fields that `isMeant`, as they were last shown; what is masked was not. */
  shown(isMeant: (spec: FieldSpec) => boolean): ShownField[];
}

/** Reads that land within this time go out in one write; nobody sees four milliseconds, and a write costs 40 µs. */
const GATHER_MS = 4;
/** How long the first line waits for company. */
const ALONE_MS = 50;

export function createCardStream(
  blueprint: Blueprint,
  stream: LineStream,
  first: View,
  signal: AbortSignal,
): CardStream {
  const readStates = createReadStates(blueprint);
  let view = first;
  const newCodes = new Map<string, string>();
  const lastShown = new Map<string, Field>();
  let lastCustomer = '';
  let soon: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  let alone: NodeJS.Timeout | undefined;

  function gather(): void {
    clearTimeout(soon);
    clearTimeout(alone);
    clearImmediate(turn);
    soon = undefined;
    if (signal.aborted) return;
    for (const card of readStates.takeChanged(view)) {
      stream.event({ type: 'card', card });
      for (const field of card.fields) {
        lastShown.set(field.id, field);
        if (field.state === 'ok' && !field.reason && field.value.kind === 'code' && !field.value.isConfirmed)
          newCodes.set(field.id, field.value.code);
      }
    }
  }
  const send = () => {
    gather();
    stream.flush();
  };
  const changed = () => {
    // In a busy process answers that are here already wait behind the timer: they are read first.
    soon ??= setTimeout(() => {
      turn = setImmediate(send);
    }, GATHER_MS);
  };
  return {
    readStates,
    opened() {
      alone = setTimeout(stream.flush, ALONE_MS);
    },
    newCodes,
    finish: gather,
    shown: (isMeant) =>
      blueprint.cards.flatMap(({ fields, reads }) =>
        fields.flatMap((plan) => {
          if (!isMeant(plan.spec) || shownTo(plan.spec, view) === 'masked') return [];
          // A card holds the reads of its fields.
          const read = reads.find(({ id }) => id === plan.read)!;
          const field = lastShown.get(plan.id);
          return field ? [{ field, system: read.system, connector: read.connector }] : [];
        }),
      ),
    show(read, state) {
      readStates.set(read, state);
      changed();
    },
    look(at) {
      view = { ...view, ...at };
    },
    say(customer) {
      const text = JSON.stringify(customer);
      if (text === lastCustomer || signal.aborted) return;
      lastCustomer = text;
      stream.event({ type: 'customer', customer });
      changed();
    },
  };
}
