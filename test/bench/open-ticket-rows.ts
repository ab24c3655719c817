import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './load.ts';
import { measureOpenTicket } from './open-ticket.ts';
import { drawOpenings } from './opening-picture.ts';
import { atMost, type Row } from './row.ts';
import type { Opening } from './watch-opening.ts';

const ROUNDS = 7;
const PICTURE = join(import.meta.dirname, '../../docs/images/opening.svg');

/** From the ticket's opening to the last card painted, in Chromium, in the real helpdesk page. `isWritten`: its picture, too. */
export async function openTicketRows(isWritten = false): Promise<Row[]> {
  const found = await measureOpenTicket(ROUNDS, AbortSignal.timeout(240_000));
  const cold = median(found.coldMs);
  const all = Object.values(found.openings).flat();
  if (isWritten) await writeFile(PICTURE, drawOpenings(found.openings));
  return [
    atMost(
      'ticket opened → last card, cold, against the critical path',
      cold / found.criticalPathMs,
      1.25,
      'x',
      `${cold.toFixed(0)} ms where the slowest upstream takes ${found.criticalPathMs}`,
    ),
    atMost('the same, everything fresh', median(found.warmMs), 90, 'ms'),
    atMost('the same, prefetched by the webhook', median(found.prefetchedMs), 90, 'ms'),
    atMost('layout shift while it opens (CLS)', found.cls, 0, ''),
    atMost(
      'the line above the cards, after the first card',
      Math.max(...all.map(lateBy)),
      0,
      'ms',
      `${all.length} openings`,
    ),
  ];
}

/** Both are looked at whenever anything is drawn: 0 where they come at once. */
const lateBy = ({ verdictAt, firstCardAt }: Opening): number => verdictAt - firstCardAt;
