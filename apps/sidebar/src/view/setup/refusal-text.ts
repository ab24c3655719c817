import type { Refusal } from '../../model/status/client.ts';
import { troubleText } from '../trouble-text.ts';
import type { SetupContext } from './context.ts';

/** Why our own server did not do it. What it calls unknown is no ticket here. */
export const refusalText = (refusal: Refusal, ctx: Pick<SetupContext, 'say' | 'problems' | 'trouble'>): string =>
  refusal.kind === 'refused' && refusal.code === 'not_found' ? ctx.say.problems.not_found : troubleText(refusal, ctx);
