import { flag } from './option.ts';

/** What every verb of sync takes, for programs that read its answer. */
export const jsonOption = { json: flag('prints one JSON object instead of sentences') };
