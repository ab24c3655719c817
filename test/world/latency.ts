import { createRandom } from './company/random.ts';
import type { Vendor } from './systems.ts';

/** `demo`: believable; `none`: at once; or so many milliseconds a vendor (0 where not named). */
export type Latency = 'demo' | 'none' | Readonly<Record<string, number>>;

const demo: Readonly<Record<Vendor, number>> = {
  zendesk: 60,
  hubspot: 90,
  stripe: 80,
  posthog: 110,
  jira: 70,
  statuspage: 40,
};

const JITTER = 0.15;

/** How long each request of a vendor takes. Only the demo's times vary, always in the same order. */
export function latencyOf(vendor: Vendor, latency: Latency, seed: string): () => number {
  if (latency === 'none') return () => 0;
  if (latency !== 'demo') return () => latency[vendor] ?? 0;
  const random = createRandom(`${seed}:latency:${vendor}`);
  return () => Math.round(demo[vendor] * (1 + JITTER * (2 * random.next() - 1)));
}
