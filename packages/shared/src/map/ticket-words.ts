/** What a field of the type `tickets` needs words for, as its `values`. `{{n}}` in `count` is how many are open. */
export const TICKET_WORDS = [
  'new',
  'open',
  'pending',
  'hold',
  'solved',
  'closed',
  'good',
  'bad',
  'kept',
  'missed',
  'escalated',
  'count',
  'none_open',
  'none_open_shown',
  'first',
  'not_shown',
] as const;
export type TicketWord = (typeof TICKET_WORDS)[number];
