import type { Meaning } from '../connectors/webhook.ts';

/** Nothing but that something has changed, which is looked at soon: a hundred of them are one piece of work. */
export type Telling = Extract<Meaning, { kind: 'record_changed' | 'ticket_went_on' }>;

export const onlyTells = (meaning: Meaning | undefined): meaning is Telling =>
  meaning?.kind === 'record_changed' || meaning?.kind === 'ticket_went_on';
