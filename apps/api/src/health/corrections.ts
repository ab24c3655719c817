import type { Value } from '@sidelight/shared/context/value.ts';
import type { Correction, Corrections } from '@sidelight/shared/health/correction.ts';
import { customerSentence } from '@sidelight/shared/map/customer-sentence.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say, spokenIn } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Answers } from './answers.ts';
import type { RiskLog, TicketAtRisk } from './ports.ts';
import { valueWords } from './value-words.ts';

export interface CorrectionsDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly risks: RiskLog;
  readonly answers: Pick<Answers, 'handle' | 'reopen'>;
  /** The language of whoever wrote the ticket, where the helpdesk knows it. */
  languageOf(ticketId: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Who asks. */
interface Reader {
  readonly userId: string;
  readonly locale: string;
}

/** What people have told a customer and turned out different: each hears of their own, and says when it is put right. */
export function createCorrections({ tenant, map, risks, answers, languageOf }: CorrectionsDeps) {
  const fields = new Map(Object.values(map.systems).flatMap((spec) => Object.entries(spec.fields)));
  const { correction: usual } = map.health;

  const isTheirs = (ticket: TicketAtRisk, { userId }: Reader) =>
    ticket.wasAnswered && ticket.answeredBy === userId && ticket.fields.length > 0;

  function correctionOf(
    incidentId: string,
    ticket: TicketAtRisk,
    locale: string,
    theirs: string | undefined,
  ): Correction[] {
    const { answeredAt, fields: wrong } = ticket;
    if (answeredAt === undefined) return [];
    const said = wrong.flatMap((field) => sentenceOf(field, theirs, locale) ?? []);
    const note = said.find(({ note }) => note)?.note;
    return [
      {
        incidentId,
        toldAt: answeredAt,
        fields: wrong.map((field) => {
          const { label, was, isNow } = inWords(field, locale);
          const { since, readAt } = field;
          return { id: field.id, label, was, ...(isNow && { isNow }), ...(since ? { since } : readAt && { readAt }) };
        }),
        ...(said.length > 0 && { sentence: said.map(({ sentence }) => sentence).join(' ') }),
        ...(note && { note }),
      },
    ];
  }

  function inWords({ id, label, shown, isNow }: TicketAtRisk['fields'][number], locale: string) {
    const spec = fields.get(id);
    const words = (value: Value) => valueWords(value, spec ?? {}, locale);
    return {
      ...{ label: spec ? say(spec.label, locale) : label, was: words(shown) },
      ...(isNow && { isNow: words(isNow) }),
    };
  }

  /** Nothing to say where there is no such value any more: what is so, a person has to find out. */
  function sentenceOf(field: TicketAtRisk['fields'][number], theirs: string | undefined, locale: string) {
    const text = fields.get(field.id)?.correction ?? usual;
    if (!text || !field.isNow) return undefined;
    const said = customerSentence(text, theirs, locale);
    const { label, was, isNow = '' } = inWords(field, spokenIn(text, theirs ?? locale));
    const known: Readonly<Record<string, string>> = { field: label, was, now: isNow };
    const fillIn = (whole: string, name: string) => ownValue(known, name) ?? whole;
    return { ...said, sentence: said.sentence.replace(/\{\{(\w+)\}\}/g, fillIn) };
  }

  async function theirsAt(ticketId: string, incidentId: string, reader: Reader): Promise<boolean> {
    const rows = await risks.ofTicket(tenant, ticketId);
    return rows.some(
      (row) => row.incidentId === incidentId && row.checked.kind === 'checked' && isTheirs(row.checked.ticket, reader),
    );
  }

  return {
    async of(ticketId: string, reader: Reader, signal: AbortSignal): Promise<Corrections> {
      const rows = await risks.ofTicket(tenant, ticketId);
      const wrong = rows.flatMap(({ incidentId, checked }) =>
        checked.kind === 'checked' && isTheirs(checked.ticket, reader) && !checked.ticket.handled
          ? [{ incidentId, ticket: checked.ticket }]
          : [],
      );
      if (wrong.length === 0) return { corrections: [] };
      const theirs = await languageOf(ticketId, signal);
      return {
        corrections: wrong.flatMap(({ incidentId, ticket }) => correctionOf(incidentId, ticket, reader.locale, theirs)),
      };
    },
    /** False where there is nothing of theirs, or it is handled. */
    handle: async (
      ticketId: string,
      incidentId: string,
      reader: Reader,
      by: string,
      record: OnRecord,
    ): Promise<boolean> =>
      (await theirsAt(ticketId, incidentId, reader)) && answers.handle(incidentId, ticketId, by, record),
    /** False where it is too late. */
    reopen: async (ticketId: string, incidentId: string, reader: Reader, record: OnRecord): Promise<boolean> =>
      (await theirsAt(ticketId, incidentId, reader)) && answers.reopen(incidentId, ticketId, record),
  };
}

export type CorrectionDesk = ReturnType<typeof createCorrections>;
