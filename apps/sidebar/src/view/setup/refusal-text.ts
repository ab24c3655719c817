import type { Refusal } from '../../model/status/client.ts';
import { troubleText } from '../notices.tsx';
import type { Here } from './kit.ts';

/** Why our own server did not do it. What it calls unknown is no ticket here. */
export const refusalText = (why: Refusal, here: Pick<Here, 'say' | 'problems' | 'trouble'>): string =>
  why.kind === 'refused' && why.code === 'not_found' ? here.say.problems.not_found : troubleText(why, here);
