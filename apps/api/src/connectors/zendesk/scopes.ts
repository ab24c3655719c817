import type { AskedScope } from '../oauth.ts';

/**
 * What the product asks of the helpdesk, and what for. A client may be forbidden to ask for some of them: it is then
 * asked for the others, and goes without. https://support.zendesk.com/hc/en-us/articles/11093380955674
 */
export const zendeskScopes: readonly AskedScope[] = [
  { scope: 'tickets:read', why: 'confirms whose ticket this is' },
  { scope: 'users:read', why: 'who wrote, who is looking, and which groups they are in' },
  { scope: 'organizations:read', why: 'the organisation of the person who wrote' },
  {
    scope: 'tickets:write',
    why: 'marks tickets answered on unconfirmed values',
    without: 'Tickets that were answered on unconfirmed values are not marked.',
  },
  {
    scope: 'groups:read',
    why: 'which groups there are, to bring them in one after the other',
    without: 'The rollout cannot go group by group, and groups in the map make nobody a lead or an admin.',
  },
  {
    scope: 'brands:read',
    why: 'which of your brands agents may work on',
    without: 'On another brand of yours the page opens without a check that the brand is yours.',
  },
  {
    scope: 'webhooks:read',
    why: 'finds the webhook if it is there already',
    without: 'No webhook can be registered: a ticket is read when an agent opens it, not before.',
  },
  {
    scope: 'webhooks:write',
    why: 'registers the webhook that wakes the sidebar early',
    without: 'No webhook can be registered: a ticket is read when an agent opens it, not before.',
  },
];

/** Of those asked for, the ones a token was not given. `read` and `write` stand for all of their kind. */
export function withheldScopes(granted: string | null | undefined, asked: readonly string[]): readonly string[] {
  const given = (granted ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  // An answer that names none says nothing about them.
  if (given.length === 0) return [];
  return asked.filter((scope) => !given.includes(scope) && !given.includes(scope.split(':')[1] ?? scope));
}

/** In words, what there is not without these; each once. */
export const withoutScopes = (withheld: readonly string[]): readonly string[] => [
  ...new Set(
    zendeskScopes.flatMap(({ scope, without }) => (without !== undefined && withheld.includes(scope) ? [without] : [])),
  ),
];
