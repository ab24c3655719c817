import type { Pair } from './status-words.ts';
import type { syncEn } from './sync-en.ts';
import type { syncFieldsEn } from './sync-fields-en.ts';
import type { syncNotesEn } from './sync-notes-en.ts';

type Same<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? Pair : Same<T[K]>;
};

/** Every word of the Sync page in one language. English decides which there are. */
export type SyncWords = Same<typeof syncEn>;
/** The part of them that is about fields. */
export type SyncFieldWords = Same<typeof syncFieldsEn>;
/** What stands in for some of them where notes in the CRM are meant. */
export type SyncNoteWords = Same<typeof syncNotesEn>;
