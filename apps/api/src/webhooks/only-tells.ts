import type { Meaning } from '../connectors/webhook.ts';

/** Nothing but that something has changed, which is looked at soon: a hundred of them are one piece of work. */
export type Telling = Extract<
  Meaning,
  { kind: 'record_changed' | 'ticket_went_on' | 'account_changed' | 'list_changed' }
>;

const KINDS: ReadonlySet<Meaning['kind']> = new Set<Telling['kind']>([
  ...(['record_changed', 'ticket_went_on', 'account_changed', 'list_changed'] as const),
]);

export const onlyTells = (meaning: Meaning | undefined): meaning is Telling =>
  meaning !== undefined && KINDS.has(meaning.kind);
