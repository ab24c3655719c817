import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import type { DecideAnswer, DecideRequest } from '@sidelight/shared/sync/sync-request.ts';
import type { Clock } from '../../host/port.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { boxId, DECIDE, decideKey, inputId, UNDO, undoKey } from './ids.ts';
import type { SyncCommand, SyncState } from './state.ts';

export interface DecideDeps {
  readonly state: Store<SyncState>;
  readonly client: Client;
  readonly clock: Clock;
  isDecideAnswer: Check<DecideAnswer>;
  refresh(): void;
}

type Take = 'left' | 'right' | 'neither';

/** What a person decides about items, one or many. */
export interface Decide {
  toggle(itemId: string): void;
  selectAll(isOn: boolean): void;
  take(itemId: string, side: Take): void;
  takeSelected(side: Take): void;
  /** Opens the input of an item, or closes it. */
  typeFor(itemId: string | undefined): void;
  type(text: string): void;
  saveTyped(): void;
  undo(itemId: string): void;
  /** To the item after this one, or before. */
  step(itemId: string, by: 1 | -1): void;
}

const SAID_MS = 12_000;

/** What is about a whole record is put right elsewhere, one by one; what is only kept waits for nobody. */
export const isForMany = ({ isMasked, blocks, field }: ReviewItem): boolean =>
  !isMasked && blocks && field !== undefined;

export function createDecide({ state, client, clock, isDecideAnswer, refresh }: DecideDeps): Decide {
  const paint = (change: Partial<SyncState>) => state.set({ ...state.get(), ...change });

  async function send(key: string, path: string, body: object, onDone: () => void): Promise<void> {
    if (state.get().command?.state === 'sending') return;
    paint({ command: { key, state: 'sending' }, asked: undefined });
    const answer = await client.tell(path, body, isDecideAnswer);
    const command: SyncCommand = !answer.ok
      ? { key, state: 'refused', refusal: answer.refusal }
      : answer.value.kind === 'done'
        ? { key, state: 'done', count: answer.value.count }
        : { key, state: 'undecided', refusals: answer.value.refusals };
    paint({ command });
    if (command.state === 'done') {
      onDone();
      clock.after(SAID_MS, () => state.get().command === command && paint({ command: undefined }));
    }
    refresh();
  }

  /** What is decided leaves the list at once; the keyboard goes on with what comes next. */
  function decide(key: string, { ids, choice }: DecideRequest): void {
    void send(key, '/v1/sync/reviews', { ids, choice }, () => {
      const { items = [], selected, typed } = state.get();
      const at = items.findIndex(({ id }) => ids.includes(id));
      const left = items.filter(({ id }) => !ids.includes(id));
      const onto = left[Math.min(Math.max(at, 0), left.length - 1)];
      paint({
        items: left,
        selected: new Set([...selected].filter((id) => !ids.includes(id))),
        focus: onto ? boxId(onto.id) : 'review',
        ...(typed && ids.includes(typed.itemId) && { typed: undefined }),
      });
    });
  }

  return {
    toggle(itemId) {
      const selected = new Set(state.get().selected);
      if (!selected.delete(itemId)) selected.add(itemId);
      paint({ selected });
    },
    selectAll(isOn) {
      const able = (state.get().items ?? []).filter(isForMany);
      paint({ selected: new Set(isOn ? able.map(({ id }) => id) : []) });
    },
    take: (itemId, side) => decide(decideKey(itemId), { ids: [itemId], choice: { take: side } }),
    takeSelected(side) {
      const ids = [...state.get().selected];
      if (ids.length > 0) decide(DECIDE, { ids, choice: { take: side } });
    },
    typeFor: (itemId) =>
      paint({
        typed: itemId === undefined ? undefined : { itemId, text: '' },
        command: undefined,
        ...(itemId !== undefined && { focus: inputId(itemId) }),
      }),
    type(text) {
      const { typed } = state.get();
      if (typed) paint({ typed: { ...typed, text } });
    },
    saveTyped() {
      const { typed } = state.get();
      if (typed) decide(decideKey(typed.itemId), { ids: [typed.itemId], choice: { value: typed.text } });
    },
    undo: (itemId) =>
      void send(undoKey(itemId), '/v1/sync/reviews/undo', { ids: [itemId] }, () => paint({ focus: UNDO })),
    step(itemId, by) {
      const items = state.get().items ?? [];
      const onto = items[items.findIndex(({ id }) => id === itemId) + by];
      if (onto) paint({ focus: boxId(onto.id) });
    },
  };
}
