import type { InstalledApp } from '../workspace.ts';

/** Where the app's page for this place of the helpdesk is; undefined where it has none. */
export const pageOf = (app: InstalledApp | null, location: string): string | undefined =>
  app?.locations.find(({ name }) => name === location)?.url;

const PLACES: Readonly<Record<string, string>> = {
  ticket_sidebar: 'Beside a ticket',
  new_ticket_sidebar: 'Beside a new ticket',
  top_bar: 'In the top bar',
  nav_bar: 'In the left bar',
  background: 'In the background, with no screen',
};

/** A place in words; this helpdesk has fewer of them than a real one. */
export const placeName = (location: string): string => PLACES[location] ?? `${location} (not shown here)`;
