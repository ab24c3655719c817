import { readFileSync } from 'node:fs';
import type { IconPlace, InstalledApp } from './installed-app.ts';

/** The product as it is there from the start, in the places its own manifest names. */
const LOCATIONS = ['ticket_sidebar', 'new_ticket_sidebar', 'top_bar', 'nav_bar', 'background'];

export const preinstalledApp = (id: string, installationId: string, apiUrl: string): InstalledApp => ({
  ...{ id, installationId, name: 'Sidelight', version: 'demo' },
  locations: LOCATIONS.map((name) => ({ name, url: `${apiUrl}/zaf/${name}` })),
  hosts: [new URL(apiUrl).hostname],
  brings: [],
});

/** Its icon in a bar, from the same folder that the package is made of. */
export const preinstalledIcon = (place: IconPlace): string =>
  readFileSync(new URL(`../../../assets/icon_${place}.svg`, import.meta.url), 'utf8');
