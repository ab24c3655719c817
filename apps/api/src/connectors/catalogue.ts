import type { ConnectorDefinition } from './definition.ts';
import type { EntryDefinition } from './entry.ts';
import { hubspot } from './hubspot/definition.ts';
import { readIncidentIo } from './incident-io/status-page.ts';
import { readInstatus } from './instatus/status-page.ts';
import { jira } from './jira/definition.ts';
import type { ReadPage } from './page-says.ts';
import { posthog } from './posthog/definition.ts';
import { statuspage } from './statuspage/definition.ts';
import { stripe } from './stripe/definition.ts';
import { zendesk } from './zendesk/definition.ts';

/** Every connector there is, by id. A new one is one line here, and its folder. */
export const catalogue: ReadonlyMap<string, ConnectorDefinition> = new Map(
  [zendesk, hubspot, stripe, posthog, jira, statuspage].map((definition) => [definition.id, definition]),
);

/** The shapes in which status pages tell machines how they are, with who reads each: connectors' own, and others. */
export const pageKinds: ReadonlyMap<string, ReadPage> = new Map([
  ...[...catalogue.values()].flatMap(({ id, readPage }) => (readPage ? [[id, readPage] as const] : [])),
  ['incident_io', readIncidentIo],
  ['instatus', readInstatus],
]);
/** Of a page whose kind the map does not say. */
export const USUAL_PAGE_KIND = 'statuspage';

/** The helpdesk whose pages ours stand in. There is one: by another's tokens the same tenant could be somebody else. */
export function entryVendor(): ConnectorDefinition & { readonly entry: EntryDefinition } {
  for (const definition of catalogue.values()) {
    const { entry } = definition;
    if (entry) return { ...definition, entry };
  }
  throw new Error('no connector says how people come in');
}

/** What a map is checked against: what each takes as `options`, what its vendor allows, and how pages may be read. */
export const knownConnectors = {
  vendors: new Map<string, Pick<ConnectorDefinition, 'options' | 'limits' | 'askedName'>>(
    [...catalogue].map(([id, { options, limits, askedName }]) => [
      id,
      { options, limits, ...(askedName && { askedName }) },
    ]),
  ),
  pageKinds: [...pageKinds.keys()],
};
