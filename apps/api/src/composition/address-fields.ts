import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { compileSync } from '../sync/compile.ts';

/** What sync calls the fields that hold a person's address. */
export const addressFieldsOf = ({ sync }: Pick<IntegrationMap, 'sync'>): readonly string[] =>
  (sync ? compileSync(sync).objects : []).flatMap(({ match }) =>
    match.flatMap(({ type, id }) => (type === 'email' ? [id] : [])),
  );
