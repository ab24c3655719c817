import type { Node } from './node.ts';

const get = (...names: readonly string[]): Node => ({
  get: { parameters: names.map((name) => ({ name, in: 'query', schema: { type: 'integer', maximum: 500 } })) },
});

/** What no document of the folder describes: stages, and the people that records are assigned to. */
export const hubspotSupplement: Node = {
  paths: { '/crm/pipelines/2026-03/deals': get(), '/crm/owners/2026-03': get('limit') },
};
