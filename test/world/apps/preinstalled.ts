import type { InstalledApp } from './installed-app.ts';

/** The product as it is there from the start, in the places its own manifest names. */
const LOCATIONS = ['ticket_sidebar', 'new_ticket_sidebar', 'top_bar', 'nav_bar'];

export const preinstalledApp = (id: string, installationId: string, apiUrl: string): InstalledApp => ({
  ...{ id, installationId, name: 'Sidelight', version: 'demo' },
  locations: LOCATIONS.map((name) => ({ name, url: `${apiUrl}/zaf/${name}` })),
  hosts: [new URL(apiUrl).hostname],
  brings: [],
});
