import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { z } from 'zod';
import { instead } from '../issue-words.ts';
import type { KnownConnectors } from '../known-connectors.ts';
import { valueAt } from '../value-at.ts';
import { choose, type Desk } from './desk.ts';

/** A connector that does not exist, options it would not start with, a status page that nobody reads, a name it cannot ask. */
export function checkConnectors({ fault }: Desk, spec: SystemSpec, known: KnownConnectors): void {
  for (const [id, { options, statusPage }] of Object.entries(spec.connectors)) {
    const schema = known.vendors.get(id)?.options;
    if (!schema) {
      fault(['connectors', id], `no connector is called ${id}; ${choose(known.vendors.keys())}`);
      continue;
    }
    if (typeof statusPage === 'object' && !known.pageKinds.includes(statusPage.kind)) {
      const at = ['connectors', id, 'statusPage', 'kind'];
      fault(at, `${at.join('.')}: there is no such kind; ${choose(known.pageKinds)}`);
    }
    const checked = schema.safeParse(options);
    for (const issue of checked.error?.issues ?? []) {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      const [extra] = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const at = ['connectors', id, 'options', ...path, ...(extra === undefined ? [] : [extra])];
      const words = extra === undefined ? instead(issue, valueAt(options, path)) : unknownOption(schema);
      fault(at, `${at.join('.')}: ${words}`);
    }
  }
  for (const [id, { connector, ask }] of Object.entries(spec.reads)) {
    const wrong = ask.find((name) => known.vendors.get(connector)?.askedName?.safeParse(name).success === false);
    if (wrong !== undefined)
      fault(['reads', id, 'ask'], `${wrong} cannot be asked of ${connector}; write a name of letters, digits and _`);
  }
}

const unknownOption = (schema: z.ZodType): string =>
  `there is no such option; ${choose(schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])}`;
