import { Flows } from '@sidelight/shared/map/flow.ts';
import { HealthRules } from '@sidelight/shared/map/health-rules.ts';
import { HealthScore } from '@sidelight/shared/map/health-score.ts';
import { Cards, Teams } from '@sidelight/shared/map/integration-map.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { SystemSpec } from '@sidelight/shared/map/system.ts';
import { Unconnected } from '@sidelight/shared/map/unconnected.ts';
import { Workflows } from '@sidelight/shared/map/workflow.ts';
import type { z } from 'zod';

/** Every file a map must have besides its systems, with what it may hold. */
export const MAP_SCHEMAS = {
  teams: Teams,
  cards: Cards,
  flows: Flows,
  workflows: Workflows,
  unconnected: Unconnected,
  health: HealthRules,
};
/** What a map may do without. */
export const OPTIONAL_SCHEMAS = { sync: Sync, 'health-score': HealthScore };

const filesOf = (schemas: object): readonly string[] => Object.keys(schemas).map((name) => `${name}.yaml`);
export const NEEDED_FILES = filesOf(MAP_SCHEMAS);
export const OPTIONAL_FILES = filesOf(OPTIONAL_SCHEMAS);
const SYSTEM = /^systems\/([^/]+)\.yaml$/;

/** `crm` for `systems/crm.yaml`; undefined for every other file. */
export const systemIn = (file: string): string | undefined => SYSTEM.exec(file)?.[1];

/** Whether a file below the map's folder is part of the map. */
export const isMapFile = (file: string): boolean =>
  NEEDED_FILES.includes(file) || OPTIONAL_FILES.includes(file) || SYSTEM.test(file);

const schemas = new Map<string, z.ZodType>(
  Object.entries({ ...MAP_SCHEMAS, ...OPTIONAL_SCHEMAS }).map(([name, schema]) => [`${name}.yaml`, schema]),
);
/** What a file of the map may hold. */
export const schemaOf = (file: string): z.ZodType => schemas.get(file) ?? SystemSpec;
