import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { FailureWords } from '../../words/setup-sentences.ts';
import { type SentenceContext, sentence } from './sentence.ts';

/** What went wrong at `vendor`, and what to do about it. */
export function failureWords(failure: SetupFailure, vendor: string, ctx: SentenceContext): FailureWords {
  const { failure: words, language } = ctx.say;
  if (failure.code === 'vendor') return { reason: failure.reason[language], remedy: failure.remedy[language] };
  const { reason, remedy } = words[failure.code];
  const about = { ...failure, vendor };
  return { reason: sentence(reason, about, ctx), remedy: sentence(remedy, about, ctx) };
}
