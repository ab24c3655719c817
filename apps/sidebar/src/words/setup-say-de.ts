import { setupDe } from './setup-de.ts';
import { setupSentencesDe } from './setup-sentences-de.ts';
import type { SetupSay } from './setup-words.ts';

export const setupSayDe: SetupSay = { ...setupDe, ...setupSentencesDe };
