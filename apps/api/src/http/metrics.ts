import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createSyncMetrics, type SyncMetrics } from './sync-metrics.ts';

/** What is counted. Labels are tenants, systems, reasons and codes: nothing about a person. */
export interface Metrics {
  call(tenant: TenantId, system: string, connector: string, outcome: string, tookMs: number): void;
  served(tenant: TenantId, outcome: string, tookMs: number): void;
  /** A context that was refused before anybody knew whose it was. */
  refused(code: string, tookMs: number): void;
  /** A request beyond what its caller may ask, by whose limit it was. */
  limited(of: string): void;
  /** A row that the store refused for what it held. */
  setAside(table: string): void;
  /** An expression of the map threw; `where` is its place in the map. */
  badExpression(tenant: TenantId, where: string): void;
  readonly sync: SyncMetrics;
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  measureProcess(registry);
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
  const refused = new Histogram({
    name: 'sidelight_refused_seconds',
    help: 'Contexts refused, by code',
    labelNames: ['code'],
    buckets: [0.005, 0.1, 1],
    registers: [registry],
  });
  const limited = new Counter({
    name: 'sidelight_limited_total',
    help: 'Requests answered 429, by whose limit it was',
    labelNames: ['of'],
    registers: [registry],
  });
  const setAside = new Counter({
    name: 'sidelight_rows_set_aside_total',
    help: 'Rows the store refused for what they held, by table',
    labelNames: ['table'],
    registers: [registry],
  });
  const badExpressions = new Counter({
    name: 'sidelight_map_expression_failures_total',
    help: 'Records on which an expression of the map failed, by its place in the map',
    labelNames: ['tenant', 'where'],
    registers: [registry],
  });
  const callsBy = childrenOf(calls);
  const servedBy = childrenOf(served);
  return {
    call: (tenant, system, connector, outcome, tookMs) =>
      callsBy(tenant, system, connector, outcome).observe(tookMs / 1000),
    served: (tenant, outcome, tookMs) => servedBy(tenant, outcome).observe(tookMs / 1000),
    badExpression: (tenant, where) => badExpressions.labels(tenant, where).inc(),
    refused: (code, tookMs) => refused.labels(code).observe(tookMs / 1000),
    limited: (of) => limited.labels(of).inc(),
    setAside: (table) => setAside.labels(table).inc(),
    sync: createSyncMetrics(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** A histogram's child by its labels, looked up once: finding it costs the library three times what counting does. */
function childrenOf<Label extends string>(histogram: Histogram<Label>) {
  const children = new Map<string, Histogram.Internal<Label>>();
  return (...labels: string[]): Histogram.Internal<Label> => {
    const name = labels.join('|');
    const known = children.get(name);
    if (known) return known;
    const child = histogram.labels(...labels);
    children.set(name, child);
    return child;
  };
}

/** Read when asked for. The library's own set watches every garbage collection, which costs each request 5 µs. */
function measureProcess(registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const registers = [registry];
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'process_cpu_seconds',
    help: 'CPU time, user and system',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.set((user + system) / 1e6);
    },
  });
  new Gauge({
    name: 'nodejs_eventloop_delay_p99_seconds',
    help: 'How late the event loop ran since the last reading, 99th percentile',
    registers,
    collect() {
      this.set(delay.percentile(99) / 1e9);
      delay.reset();
    },
  });
}
