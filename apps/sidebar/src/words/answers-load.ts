import type { AnswersWords } from './answers-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadAnswersWords(locale: string): Promise<AnswersWords> {
  const english = () => import('./answers-en.ts').then(({ answersEn }) => answersEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./answers-de.ts').then(({ answersDe }) => answersDe, english);
}
