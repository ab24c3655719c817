import { render } from 'preact';
import type { PageDeps } from './leads.ts';
import type { ReportContext } from './view/sync/context.ts';
import { journalPart } from './view/sync-journal/page.tsx';
import { loadSyncJournalWords } from './words/sync-journal-load.ts';

export interface LaterPart {
  /** Wherever there is a place for it. */
  draw(ctx: ReportContext): void;
}

/** How the CRM's own list of changes is read, fetched where there is one. */
export async function openJournal({ boot }: Pick<PageDeps, 'boot'>): Promise<LaterPart> {
  const words = await loadSyncJournalWords(boot.locale);
  return {
    draw(page) {
      const place = document.getElementById('journal');
      const { journal } = page.report;
      if (place) render(journal ? journalPart(journal, words, page) : null, place);
    },
  };
}
