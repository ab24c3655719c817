import type { ConnectorDefinition } from '../definition.ts';

const PER_SECOND = { live: 100, sandbox: 25 } as const;

/** Of the account; no header tells how it stands. https://docs.stripe.com/rate-limits */
export const limitsOfStripe: ConnectorDefinition['limits'] = ({ environment }) => ({
  rates: [{ windowMs: 1000, calls: PER_SECOND[environment] }],
});
