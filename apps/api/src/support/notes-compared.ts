import type { Reconciled } from '../sync/reconciled.ts';

/** So many notes would be written, or are: what a comparison of tickets finds, in the words of any other. */
export const notesCompared = (notes: number): Reconciled => ({
  ...{ left: 0, right: notes, linked: 0, newLinks: 0, alone: { left: 0, right: 0 }, ambiguous: 0 },
  writes: notes === 0 ? {} : { note: { left: notes, right: 0 } },
  ...{ changed: notes, asked: 0, unreadable: 0, gone: { left: 0, right: 0 } },
  ...{ creations: { left: 0, right: 0 }, refused: null },
});
