import type { createDeskCommands } from './commands.ts';
import type { createDeskProposals } from './proposals.ts';
import type { createDeskReads } from './reads.ts';
import type { createDeskRules } from './rules.ts';

/** Where people see what sync does and decide what waits for them. */
export type SyncDesk = ReturnType<typeof createDeskReads> &
  ReturnType<typeof createDeskCommands> &
  ReturnType<typeof createDeskRules> &
  ReturnType<typeof createDeskProposals>;
