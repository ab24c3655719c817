import type { People, TagAnswer, Touched } from '@sidelight/shared/health/touched.ts';
import type { Store } from '../store.ts';
import type { Check, Client } from './client.ts';
import { type Loaded, OPEN_NOW } from './state.ts';

export interface ListsState {
  /** Whose list is shown: an incident's, or `OPEN_NOW`. */
  readonly shown: string | undefined;
  readonly lists: ReadonlyMap<string, Loaded<Touched>>;
  readonly people: readonly string[];
  /** What has just been copied or saved, by its button, and how that went. */
  readonly news: { readonly key: string; readonly text: string } | undefined;
}

export const GONE = 'gone';
export const tagKey = (incidentId: string): string => `tag ${incidentId}`;
export const firstLists: ListsState = { shown: undefined, lists: new Map(), people: [], news: undefined };

export interface ListsDeps {
  readonly state: Store<ListsState>;
  readonly client: Pick<Client, 'get' | 'text' | 'tell'>;
  readonly isTouched: Check<Touched>;
  readonly isPeople: Check<People>;
  readonly isTagAnswer: Check<TagAnswer>;
  /** False where the browser refuses. */
  copy(text: string): boolean;
  save(name: string, text: string): void;
  readonly words: {
    readonly copied: string;
    readonly notCopied: string;
    readonly failed: string;
    readonly gone: string;
    readonly tagging: string;
    readonly notTagged: string;
  };
}

/** Lists behind the counts, and what can be taken away of an incident. */
export interface Lists {
  toggle(key: string): void;
  /** Once more, where it did not work. */
  read(key: string): void;
  readPeople(): void;
  copy(key: string, text: string): void;
  savePostMortem(incidentId: string): void;
  /** Gives all of its tickets a tag in the helpdesk, by which one search finds them. */
  tag(incidentId: string): void;
  /** Somebody was sent to an incident that is not on the page. */
  miss(incidentId: string): void;
}

export function createLists({ state, client, isTouched, isPeople, isTagAnswer, copy, save, words }: ListsDeps): Lists {
  const paint = (change: Partial<ListsState>) => state.set({ ...state.get(), ...change });
  const keep = (key: string, list: Loaded<Touched>) => paint({ lists: new Map(state.get().lists).set(key, list) });
  const about = (id: string, what: string) => `/v1/incidents/${encodeURIComponent(id)}/${what}`;

  async function read(key: string): Promise<void> {
    keep(key, { state: 'reading' });
    const answer = await client.get(key === OPEN_NOW ? '/v1/status/open' : about(key, 'touched'), isTouched);
    keep(key, answer.ok ? { state: 'ok', value: answer.value } : { state: 'failed' });
  }

  return {
    read: (key) => void read(key),
    toggle(key) {
      const isShown = state.get().shown !== key;
      paint({ shown: isShown ? key : undefined });
      if (isShown) void read(key);
    },
    async readPeople() {
      const answer = await client.get('/v1/incidents/people', isPeople);
      if (answer.ok) paint({ people: answer.value.names });
    },
    miss: (id) => paint({ news: { key: GONE, text: words.gone.replace('%', id) } }),
    copy(key, text) {
      paint({ news: { key, text: copy(text) ? words.copied : words.notCopied.replace('%', text) } });
    },
    async tag(id) {
      const key = tagKey(id);
      if (state.get().news?.key === key && state.get().news?.text === words.tagging) return;
      paint({ news: { key, text: words.tagging } });
      const answer = await client.tell(about(id, 'tag'), {}, isTagAnswer);
      const isDone = answer.ok && answer.value.isDone;
      paint({ news: isDone ? undefined : { key, text: words.notTagged } });
      // What it says then is what the server knows.
      if (isDone) await read(id);
    },
    async savePostMortem(id) {
      const answer = await client.text(about(id, 'post-mortem'));
      if (answer.ok) save(`post-mortem-${id}.md`, answer.value);
      paint({ news: answer.ok ? undefined : { key: id, text: words.failed } });
    },
  };
}
