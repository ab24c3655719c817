import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { ReadPlan } from '../context/blueprint.ts';
import { languageOf } from '../context/language-of.ts';
import type { Reader } from '../context/read/reader.ts';
import type { AnswersDeps } from '../health/answers.ts';
import type { CorrectionsDeps } from '../health/corrections.ts';
import { basisOf } from '../marks/outcome.ts';
import type { MarkLog } from '../marks/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface AboutTicketsDeps {
  readonly tenant: TenantId;
  readonly reader: Reader;
  readonly ticketRead: ReadPlan<'helpdesk.ticket'>;
  readonly marks: Pick<MarkLog, 'put'>;
  readonly map: Pick<IntegrationMap, 'health'>;
}

type AboutTickets = Pick<AnswersDeps, 'ticketUrl' | 'noteOutcome'> & Pick<CorrectionsDeps, 'languageOf'>;

/** What is known of a ticket that was answered, and noted on it. */
export const aboutTickets = ({ tenant, map, reader, ticketRead, marks }: AboutTicketsDeps): AboutTickets => ({
  ticketUrl(ticketId) {
    const entry = reader.entry(tenant, ticketRead, { by: 'id', value: ticketId });
    return entry?.kind === 'known' ? entry.known.answer.source.url : undefined;
  },
  async noteOutcome(ticketId, outcome, fields) {
    const { marking } = map.health;
    if (marking.isOn && marking.outcome[outcome.kind] !== undefined)
      await marks.put(tenant, ticketId, basisOf(outcome), fields);
  },
  languageOf: (ticketId, signal) => languageOf({ reader, ticketRead }, tenant, ticketId, signal),
});
