import { PageKind, SystemSpec } from '@sidelight/shared/map/system.ts';
import { z } from 'zod';
import type { KnownConnectors } from './known-connectors.ts';
import { MAP_SCHEMAS, OPTIONAL_SCHEMAS } from './map-schemas.ts';

/** JSON Schemas for editors, by file name below `schema/`: made from what the map is checked with, and what there is. */
export function schemaFiles({ pageKinds }: Pick<KnownConnectors, 'pageKinds'>): ReadonlyMap<string, string> {
  const toJson = (schema: z.ZodType) =>
    z.toJSONSchema(schema, {
      ...{ io: 'input', target: 'draft-7', unrepresentable: 'any' },
      override({ zodSchema, jsonSchema }) {
        if (zodSchema === PageKind) jsonSchema.enum = [...pageKinds];
      },
    });
  const all = { ...MAP_SCHEMAS, ...OPTIONAL_SCHEMAS, system: SystemSpec };
  return new Map(
    Object.entries(all).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(toJson(schema), null, 2)}\n`,
    ]),
  );
}

/** The line that tells an editor which one a file follows. */
export const schemaLine = (file: string): string =>
  file.startsWith('systems/')
    ? '# yaml-language-server: $schema=../schema/system.schema.json'
    : `# yaml-language-server: $schema=schema/${file.replace(/\.yaml$/, '')}.schema.json`;
