import type { HelpdeskHost } from '../host/port.ts';
import type { Sidebar } from './sidebar.ts';

/** It would surprise: the sentence is there already, or what is written is an internal note. */
export type DraftQuestion = 'note' | 'again';
/** What came of it. After a question nothing yet: the agent is asked. */
export type Drafted = 'inserted' | 'refused' | DraftQuestion;
/** Puts a sentence into what the agent is writing. `agreed`: what they were asked and want all the same. */
export type PutDraft = (text: string, agreed: readonly DraftQuestion[]) => Promise<Drafted>;

export interface DraftDeps {
  readonly sidebar: Pick<Sidebar, 'state'>;
  readonly host: Pick<HelpdeskHost, 'insertDraft' | 'writing'>;
}

/**
 * Never twice, and never into an internal note, unless the agent says so. Never rejects. What counts is what stands in the
 * reply: a sentence that was taken out may be put in again, and one that another page put in is there.
 */
export function createDrafts({ sidebar: { state }, host }: DraftDeps): PutDraft {
  const never = new AbortController().signal;
  const inserted = new Set<string>();

  return async (text, agreed) => {
    const key = `${state.get().ref.ticketId} ${text}`;
    try {
      // Asked each time: what they agreed to was one of the two, and the editor may be another by now.
      const said: Readonly<Record<string, unknown>> = Object(await host.writing(never));
      // HTML in a rich editor; nothing where the helpdesk does not tell it.
      const written: unknown = said['comment.text'];
      const isThere = typeof written === 'string' ? lettersOf(written).includes(lettersOf(text)) : inserted.has(key);
      if (isThere && !agreed.includes('again')) return 'again';
      if (said['comment.type'] === 'internalNote' && !agreed.includes('note')) return 'note';
      if (!(await host.insertDraft(text, never))) return 'refused';
    } catch {
      return 'refused';
    }
    inserted.add(key);
    return 'inserted';
  };
}

/** Without what an editor makes of a text: marks, entities, spaces. */
const lettersOf = (text: string): string => text.replace(/<[^<>]*>|&#?\w+;|[^\p{L}\p{N}]/gu, '');
