import { median } from './load.ts';
import { measureOpenTicket } from './open-ticket.ts';
import { atMost, type Row } from './row.ts';

const ROUNDS = 7;

/** From the ticket's opening to the last card painted, in Chromium, in the real helpdesk page. */
export async function openTicketRows(): Promise<Row[]> {
  const found = await measureOpenTicket(ROUNDS, AbortSignal.timeout(240_000));
  const cold = median(found.coldMs);
  return [
    atMost(
      'ticket opened → last card, cold, against the critical path',
      cold / found.criticalPathMs,
      1.15,
      'x',
      `${cold.toFixed(0)} ms where the slowest upstream takes ${found.criticalPathMs}`,
    ),
    atMost('the same, everything fresh', median(found.warmMs), 150, 'ms'),
    atMost('the same, prefetched by the webhook', median(found.prefetchedMs), 100, 'ms'),
    atMost('layout shift while it opens (CLS)', found.cls, 0, ''),
  ];
}
