import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { PlannedMaintenance } from '@sidelight/shared/health/planned.ts';
import type { ComponentChild } from 'preact';
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
  /** Where it has been opened. `plan`: the one that is changed. Without it there will be one more. */
  readonly planForm?: PlanForm | undefined;
  /** As soon as it is there. */
  readonly more?: More | undefined;
  /** Where a ticket is found without it. */
  ticketUrl(id: string): string;
}

type PlanForm = (
  systems: readonly Pick<SystemHealth, 'system' | 'name'>[],
  ctx: StatusContext,
  plan?: PlannedMaintenance,
) => ComponentChild;

/** What is fetched once the incidents are drawn: the lists behind counts, and what can be taken of an incident. */
export interface More {
  /** Opens a list, or closes it: an incident's, by its id, or that of what is open now. */
  toggle(key: string): void;
  isShown(key: string): boolean;
  list(key: string, ctx: StatusContext): ComponentChild;
  tools(incident: Pick<Incident, 'id'>): ComponentChild;
  /** Whom an incident can be assigned to, as far as that has been read. */
  people(): readonly string[];
  readPeople(): void;
}

/** The same, and what is so right now. */
export interface StatusContext extends PageContext {
  readonly state: PageState;
}
