import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { Blueprint } from './blueprint.ts';
import { type Board, createBoard } from './board.ts';
import type { View } from './field.ts';
import type { LineStream } from './line-stream.ts';
import type { ReadState } from './read-state.ts';

/** What one agent is shown of one ticket, as it changes. */
export interface Presentation {
  readonly board: Board;
  show(read: string, state: ReadState): void;
  say(customer: Customer): void;
  /** What is now known that shapes how values read: the ticket's tags, what fallbacks may name. */
  look(at: Partial<View>): void;
  /** Something on the board has changed. */
  changed(): void;
  /** Turns what is left into lines; they go out with the end of the stream. */
  finish(): void;
}

/** Lines go out once a turn of the event loop, in one write, however many reads landed in it. */
export function createPresentation(
  blueprint: Blueprint,
  stream: LineStream,
  first: View,
  signal: AbortSignal,
): Presentation {
  const board = createBoard(blueprint);
  let view = first;
  let lastCustomer = '';
  let turn: NodeJS.Immediate | undefined;

  function gather(): void {
    if (turn) clearImmediate(turn);
    turn = undefined;
    if (signal.aborted) return;
    for (const card of board.takeChanged(view)) stream.event({ type: 'card', card });
  }
  const changed = () => {
    turn ??= setImmediate(() => {
      gather();
      stream.flush();
    });
  };
  return {
    board,
    changed,
    finish: gather,
    show(read, state) {
      board.set(read, state);
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
