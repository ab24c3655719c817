import type { HelpdeskHost } from '../host/port.ts';
import type { Sidebar } from './sidebar.ts';

/** What came of it. `note`, `again`: nothing yet, the agent is asked. */
export type Drafted = 'inserted' | 'refused' | 'note' | 'again';
/** Puts a sentence into what the agent is writing. `isSure`: they were asked, and want it. */
export type PutDraft = (text: string, isSure: boolean) => Promise<Drafted>;

export interface DraftDeps {
  readonly sidebar: Pick<Sidebar, 'state'>;
  readonly host: Pick<HelpdeskHost, 'insertDraft' | 'writesNote'>;
}

/** Never twice, and never into an internal note, unless the agent says so. Never rejects. */
export function createDrafts({ sidebar: { state }, host }: DraftDeps): PutDraft {
  const never = new AbortController().signal;
  const inserted = new Set<string>();

  return async (text, isSure) => {
    const key = `${state.get().ref.ticketId} ${text}`;
    try {
      if (!isSure && inserted.has(key)) return 'again';
      if (!isSure && (await host.writesNote(never))) return 'note';
      if (!(await host.insertDraft(text, never))) return 'refused';
    } catch {
      return 'refused';
    }
    inserted.add(key);
    return 'inserted';
  };
}
