import type { CorrectAnswer, CorrectRequest, SyncedField } from '@sidelight/shared/customer/synced-fields.ts';
import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import {
  type AgreedField,
  type Edit,
  type EditTrouble,
  inputId,
  keyOf,
  type Place,
  pencilId,
  type SyncedState,
  waitsId,
  withField,
} from './state.ts';

export interface CorrectDeps {
  readonly state: Store<SyncedState>;
  readonly client: Pick<Client, 'tell'>;
  isCorrectAnswer(json: unknown): json is CorrectAnswer;
  refresh(): void;
}

/** Puts one value right, and takes that back. */
export interface Correct {
  open(place: Place, field: AgreedField): void;
  type(text: string): void;
  cancel(): void;
  /** Of what was typed. */
  save(place: Place): Promise<void>;
  undo(place: Place): Promise<void>;
}

export function createCorrect({ state, client, isCorrectAnswer, refresh }: CorrectDeps): Correct {
  const change = (part: Partial<SyncedState>) => state.set({ ...state.get(), ...part });
  const changeEdit = (edit: Edit, part: Partial<Edit>) => change({ edit: { ...edit, ...part } });
  const path = (ticketId: string | undefined, rest = '') => `/v1/tickets/${ticketId}/fields${rest}`;

  /** The answer, unless another ticket is on screen by now. */
  async function tell(body: unknown, rest?: string): Promise<CorrectAnswer | 'broken' | 'gone'> {
    const { ticketId } = state.get();
    const answer = await client.tell(path(ticketId, rest), body, isCorrectAnswer);
    if (state.get().ticketId !== ticketId) return 'gone';
    return answer.ok ? answer.value : 'broken';
  }

  function show(place: Place, field: SyncedField | undefined): void {
    const { answer } = state.get();
    if (answer && field) change({ answer: withField(answer, place, field) });
  }

  function close(): void {
    const { edit } = state.get();
    change({ edit: undefined, focus: edit && pencilId(edit.key) });
  }

  return {
    open(place, { value }) {
      // What is being saved has this one place.
      if (state.get().edit?.isSaving) return;
      const key = keyOf(place);
      const text = typeof value === 'string' ? value : (value ?? []).join('; ');
      change({ edit: { key, text, seen: value, isSaving: false }, saved: undefined, focus: inputId(key) });
    },
    type(text) {
      const { edit } = state.get();
      // What was typed is wrong only until it is another.
      if (edit) change({ edit: { key: edit.key, text, seen: edit.seen, isSaving: edit.isSaving } });
    },
    cancel() {
      if (!state.get().edit?.isSaving) close();
    },
    async save(place) {
      const { edit } = state.get();
      if (!edit || edit.isSaving) return;
      const { trouble, ...rest } = edit;
      // Somebody has seen what it is by now, and wants theirs all the same.
      const seen = trouble?.kind === 'changed' ? trouble.field.value : edit.seen;
      const sent: Edit = { ...rest, seen, isSaving: true };
      change({ edit: sent });
      const request: CorrectRequest = { object: place.object, field: place.id, value: edit.text, seen };
      const answer = await tell(request);
      if (answer === 'gone') return;
      if (answer !== 'broken') show(place, answer.field);
      // It is a question by now: both values stand where its one value stood.
      if (answer !== 'broken' && answer.field?.state === 'waits')
        return change({ edit: undefined, focus: waitsId(edit.key) });
      if (answer === 'broken' || answer.kind === 'refused') {
        return changeEdit(sent, { isSaving: false, trouble: troubleOf(answer) });
      }
      change({ saved: { key: edit.key, id: answer.id, state: 'saved' } });
      close();
      refresh();
    },
    async undo(place) {
      const { saved } = state.get();
      if (saved?.state !== 'saved' && saved?.state !== 'broken') return;
      change({ saved: { ...saved, state: 'undoing' } });
      const answer = await tell({ id: saved.id }, '/undo');
      if (answer === 'gone') return;
      if (answer !== 'broken') show(place, answer.field);
      const outcome = answer === 'broken' ? 'broken' : answer.kind === 'done' ? 'undone' : 'not_undone';
      change({ saved: { ...saved, state: outcome }, focus: pencilId(saved.key) });
      refresh();
    },
  };
}

function troubleOf(answer: Extract<CorrectAnswer, { kind: 'refused' }> | 'broken'): EditTrouble {
  if (answer === 'broken') return { kind: 'broken' };
  const { why, field } = answer;
  if (why === 'changed' && field?.state === 'agreed') return { kind: 'changed', field };
  return { kind: why === 'not_a_value' ? why : 'not_offered' };
}
