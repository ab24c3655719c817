import type { Refusal } from '../../model/status/client.ts';
import { troubleText } from '../notices.tsx';
import type { SetupContext } from './context.ts';

/** Why our own server did not do it. What it calls unknown is no ticket here. */
export const refusalText = (why: Refusal, ctx: Pick<SetupContext, 'say' | 'problems' | 'trouble'>): string =>
  why.kind === 'refused' && why.code === 'not_found' ? ctx.say.problems.not_found : troubleText(why, ctx);
