export interface Plan {
  readonly code: string;
  readonly name: string;
  /** Price a seat and month in minor units of a two-decimal currency. */
  readonly monthly: number;
}

/** What the demo company sells. */
export const plans: readonly Plan[] = [
  { code: 'enterprise', name: 'Enterprise', monthly: 1680 },
  { code: 'business', name: 'Business', monthly: 1200 },
  { code: 'pro', name: 'Pro', monthly: 800 },
  { code: 'starter', name: 'Starter', monthly: 400 },
  { code: 'free', name: 'Free', monthly: 0 },
  // Sold before anybody told the map about it.
  { code: 'galaxy_2027', name: 'Galaxy 2027', monthly: 2500 },
];

export function planOf(code: string): Plan {
  const plan = plans.find((p) => p.code === code);
  if (!plan) throw new Error(`the world sells no plan called ${code}`);
  return plan;
}
