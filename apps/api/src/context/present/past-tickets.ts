import type { Value } from '@sidelight/shared/context/value.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import type { TicketWord } from '@sidelight/shared/map/ticket-words.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { HistoryRecord, type HistoryTicket } from '@sidelight/shared/record/history.ts';
import { wordFor } from './word-for.ts';

type PastTickets = Extract<Value, { kind: 'tickets' }>;

/** The ticket that is open. */
export interface OpenTicket {
  readonly id: string;
  readonly brandId: string | null;
}

const MOST = 5;
const seriousness = { bad: 0, warn: 1, neutral: 2, good: 3 } as const;
const isOpen = ({ status }: HistoryTicket): boolean => status !== 'solved' && status !== 'closed';

/**
 * The customer's other tickets, the open ones first, in the words of the map. Only those of the brand of the ticket that
 * is open: of the others nobody knows whether whoever looks may see them. Undefined when `found` is no such list.
 */
export function pastTickets(
  found: unknown,
  values: NonNullable<FieldSpec['values']>,
  { locale, ticket }: { readonly locale: string; readonly ticket?: OpenTicket },
): PastTickets | undefined {
  const record = HistoryRecord.safeParse(found).data;
  if (!record) return undefined;
  const others = record.tickets.filter(({ id }) => id !== ticket?.id);
  const shown = others.filter(({ brandId }) => ticket && brandId === ticket.brandId);
  const open = shown.filter(isOpen);
  const inOrder = [...open, ...shown.filter((one) => !isOpen(one))];
  return { kind: 'tickets', text: sentence(), items: inOrder.slice(0, MOST).map(itemOf) };

  function word(code: TicketWord): string {
    return wordFor(values, code, locale) ?? code;
  }

  function sentence(): string {
    const isWhole = !record?.isMore && shown.length === others.length;
    if (open.length > 0) return word('count').replace('{{n}}', isWhole ? String(open.length) : `${open.length}+`);
    if (shown.length > 0) return word(isWhole ? 'none_open' : 'none_open_shown');
    return isWhole ? word('first') : word('not_shown');
  }

  function itemOf(one: HistoryTicket): PastTickets['items'][number] {
    const codes: (TicketWord | null | false)[] = [one.isEscalated && 'escalated', one.sla, one.csat];
    const notes = codes
      .flatMap((code) => (code ? [{ label: word(code), tone: ownValue(values, code)?.tone ?? 'neutral' }] : []))
      .sort((a, b) => seriousness[a.tone] - seriousness[b.tone]);
    // What went as it should is no news beside what did not.
    const [worst] = notes.filter(({ tone }) => tone !== 'neutral');
    return {
      ...{ title: one.subject, status: word(one.status), at: one.at, tone: worst?.tone ?? 'neutral', url: one.url },
      ...(worst && { note: worst.label }),
      // Where there is little room the end is cut.
      about: [...notes.filter((note) => note !== worst).map(({ label }) => label), one.agent]
        .filter(Boolean)
        .join(' · '),
    };
  }
}
