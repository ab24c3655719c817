import type { answersEn } from './answers-en.ts';

/** English decides which words there are. */
export type AnswersWords = { readonly [K in keyof typeof answersEn]: string };
