import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { RevealAnswer } from '@sidelight/shared/context/reveal.ts';
import { healthy, type ScenarioData } from './scenario-data.ts';
import { ago, code, money, text } from './values.ts';

const MASKED = ['plan.worth', 'payment.due'];

/** The same cards for a role that may not see two of their values, and may have both shown. */
export const maskedFrames = (frames: readonly CardFrame[]): readonly CardFrame[] =>
  frames.map((card) => ({
    ...card,
    fields: card.fields.map((field) => (MASKED.includes(field.id) ? { ...field, canReveal: true as const } : field)),
  }));

/** One of them with a predicate, and one without. */
export const maskedData = (predicate: string, hidden: string): ScenarioData => ({
  ...healthy(),
  'plan.worth': code('yes', predicate),
  'payment.due': text(hidden),
});

/** What the server says to whoever asks for one. */
export const revealAnswer = (nowMs: number): RevealAnswer => ({
  ...{ kind: 'shown', value: money('50400.00', 'EUR'), source: 'Stripe', readAt: ago(4000) },
  expiresAtMs: nowMs + 60_000,
});
