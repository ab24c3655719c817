import type { System } from '../world/systems.ts';

/** Cards that hold fields of a system; the others must not notice that it is gone. */
export const cardsOf: Readonly<Record<System, readonly string[]>> = {
  helpdesk: ['identity', 'history'],
  crm: ['identity', 'sales'],
  billing: ['plan', 'payment'],
  telemetry: ['usage'],
  issues: ['issues'],
};

export const fieldsOf: Readonly<Record<System, RegExp>> = {
  helpdesk: /^(customer\.name$|history\.)/,
  crm: /^(account\.|customer\.(role|city)|sales\.)/,
  billing: /^(plan|payment)\./,
  telemetry: /^usage\./,
  issues: /^issues\./,
};

export const allCards = ['identity', 'plan', 'payment', 'issues', 'usage', 'sales', 'history'] as const;
