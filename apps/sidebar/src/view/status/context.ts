import type { Commands } from '../../model/status/commands.ts';
import type { StatusPage } from '../../model/status/page.ts';
import type { PageState } from '../../model/status/state.ts';
import type { Ticker } from '../../model/ticker.ts';
import type { Format } from '../../words/format.ts';
import type { Measures } from '../../words/status-format.ts';
import type { StatusWords } from '../../words/status-words.ts';
import type { BasicWords } from '../../words/words.ts';

/** What every part of the page can say, format and do. Never changes while the page lives. */
export interface PageContext extends BasicWords, Format, Measures, Ticker, StatusPage, Commands {
  readonly say: StatusWords;
  /** Shows a ticket in the helpdesk around us. Resolves to false if there is none. */
  openTicket(id: string): Promise<boolean>;
  /** Where a ticket is found without it. */
  ticketUrl(id: string): string;
}

/** The same, and what is so right now. */
export interface StatusContext extends PageContext {
  readonly state: PageState;
}
