import { isIssueReport, isTicketIssues } from 'virtual:reports-wire';
import { h } from 'preact';
import { reportCommands } from './model/reports.ts';
import type { Client } from './model/status/client.ts';
import type { Ticker } from './model/ticker.ts';
import { ReportBox } from './view/reports/box.tsx';
import type { Reports } from './view/unfold/report-place.tsx';
import type { Format } from './words/format.ts';
import { loadReportsWords } from './words/reports-load.ts';

interface ReportsDeps {
  readonly locale: string;
  readonly client: Pick<Client, 'get' | 'tell'>;
  readonly format: Pick<Format, 'date'>;
  readonly ticker: Pick<Ticker, 'nowMs'>;
}

/** Links a ticket to a known issue, and has it told when that is closed. Fetched by who unfolds an issue. */
export async function openReports({ locale, client, format, ticker }: ReportsDeps): Promise<Reports> {
  const words = await loadReportsWords(locale);
  const { read, say: tell } = reportCommands({ client, isTicketIssues, isIssueReport });
  const date = (iso: string) => format.date(iso, ticker.nowMs());
  return {
    box: (ticketId, issueId, title) =>
      h(ReportBox, { key: `${ticketId} ${issueId}`, ticketId, issueId, title, words, date, read, tell }),
  };
}
