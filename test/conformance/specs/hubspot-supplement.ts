import type { Node } from './node.ts';

const get = (...names: readonly string[]): Node => ({
  get: { parameters: names.map((name) => ({ name, in: 'query', schema: { type: 'integer', maximum: 500 } })) },
});

/** A form, which is sent as text. */
const form: Node = { post: { parameters: [] } };

/** What no document of the folder describes: stages, the people that records are assigned to, and an app's own token. */
export const hubspotSupplement: Node = {
  paths: { '/crm/pipelines/2026-03/deals': get(), '/crm/owners/2026-03': get('limit'), '/oauth/2026-09/token': form },
};
