import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { TenantId } from '../tenants/tenant-id.ts';

/** What is counted. Labels are tenants, systems, reasons and codes: nothing about a person. */
export interface Metrics {
  call(tenant: TenantId, system: string, connector: string, outcome: string, tookMs: number): void;
  served(tenant: TenantId, outcome: string, tookMs: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: 'sidelight_upstream_call_seconds',
    help: 'Calls that reached a vendor, by outcome',
    labelNames: ['tenant', 'system', 'connector', 'outcome'],
    buckets: [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5],
    registers: [registry],
  });
  const served = new Histogram({
    name: 'sidelight_context_seconds',
    help: 'Contexts served, from the request to its last line',
    labelNames: ['tenant', 'outcome'],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 1.5, 2.5],
    registers: [registry],
  });
  new Counter({ name: 'sidelight_starts_total', help: 'Starts of this process', registers: [registry] }).inc();
  return {
    call: (tenant, system, connector, outcome, tookMs) =>
      calls.labels(tenant, system, connector, outcome).observe(tookMs / 1000),
    served: (tenant, outcome, tookMs) => served.labels(tenant, outcome).observe(tookMs / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
