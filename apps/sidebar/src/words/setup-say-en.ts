import { setupEn } from './setup-en.ts';
import { setupSentencesEn } from './setup-sentences-en.ts';
import type { SetupSay } from './setup-words.ts';

export const setupSayEn: SetupSay = { ...setupEn, ...setupSentencesEn };
