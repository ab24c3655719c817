import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { keepMeasured } from '../../scripts/capacity/measured.ts';
import { processLoad } from '../../scripts/capacity/model.ts';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { startReplica } from '../flow/replica.ts';
import { startWorld } from '../world/world.ts';
import { callsAnOpen } from './calls-an-open.ts';
import { createLoad, quantile } from './load.ts';
import { connectTenants, nameOf, sessionOf, tenantsEnv } from './many-tenants.ts';
import { postgresFor } from './postgres.ts';
import { commits, cpuSeconds, machineName, residentMb } from './process-figures.ts';
import { atMost, type Row } from './row.ts';
import { memoryFlags, shippedEnv } from './shipped.ts';

const FEW = 10;
const MANY = 50;
const SETTLE_MS = 10_000;
const WATCH_MS = 40_000;
/** Contexts a second: of each helpdesk, and of the one that is looked at. */
const RATE = 0.1;
const LOOKED_AT_RATE = 2;
/** What each vendor takes: the time of a context is theirs, as it is for real. */
const VENDOR_MS = 80;
const CONNECTIONS = 10;

interface Phase {
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly transactions: number;
  readonly contexts: number;
  readonly p99Ms: number;
}

/**
 * One process for fifty helpdesks that are awake at once, each with traffic: what one of them notices of the others,
 * and whether ten of them foretell what fifty take. Needs a PostgreSQL.
 */
export async function awakeTenants(isKept = false): Promise<Row[]> {
  const server = postgresFor('awake tenants');
  if (server === undefined) return [];
  const database = await openFreshPostgres(server);
  const [port] = await freePorts(1);
  const latency = { zendesk: VENDOR_MS, hubspot: VENDOR_MS, stripe: VENDOR_MS } as const;
  const world = await startWorld({
    customers: 0,
    latency: { ...latency, posthog: VENDOR_MS, jira: VENDOR_MS, statuspage: VENDOR_MS },
    apiUrl: `http://127.0.0.1:${port}`,
  });
  await connectTenants(database.db, world, MANY + 1);
  const replica = await startReplica({
    port: port!,
    flags: memoryFlags(),
    env: { ...world.installEnv(), ...shippedEnv(), ...tenantsEnv(), DATABASE_URL: database.url, LOG_LEVEL: 'error' },
  });
  const bodies = world.tickets.map(({ ticketId }) => JSON.stringify({ ticketId: String(ticketId) }));
  /** Of an agent of one helpdesk, who goes through the tickets. */
  const loadOf = (tenant: number) =>
    createLoad(
      { url: replica.url, token: sessionOf(nameOf(tenant)), body: (i) => bodies[i % bodies.length]! },
      CONNECTIONS,
    );

  /** So many helpdesks at work; the first one more than the others, and that one is looked at. */
  async function watch(count: number): Promise<Phase> {
    const loads = Array.from({ length: count }, (_, i) => loadOf(i + 1));
    let next = 0;
    const times: number[] = [];
    let contexts = 0;
    let isWatching = false;
    const timers = loads.map((load, tenant) => {
      const isLookedAt = tenant === 0;
      const begin = () =>
        load.once(tenant + next++).then((ms) => {
          if (!isWatching) return;
          contexts++;
          if (isLookedAt) times.push(ms);
        });
      return setInterval(() => void begin(), 1000 / (isLookedAt ? LOOKED_AT_RATE : RATE));
    });
    await sleep(SETTLE_MS);
    const before = { cpu: cpuSeconds(replica.pid), commits: await commits(database.db) };
    isWatching = true;
    await sleep(WATCH_MS);
    isWatching = false;
    const seconds = WATCH_MS / 1000;
    const phase = {
      cpuMs: (1000 * (cpuSeconds(replica.pid) - before.cpu)) / seconds,
      residentMb: residentMb(replica.pid),
      transactions: ((await commits(database.db)) - before.commits - 1) / seconds,
      contexts: contexts / seconds,
      p99Ms: quantile(times, 0.99),
    };
    for (const timer of timers) clearInterval(timer);
    await sleep(1000);
    for (const load of loads) await load.close();
    return phase;
  }

  try {
    const alone = await watch(1);
    const few = await watch(FEW);
    const many = await watch(MANY);
    const audit = await sql<{ bytes: string }>`select pg_total_relation_size('audit') / count(*) as bytes from audit`
      .execute(database.db)
      .then(({ rows }) => Number(rows[0]?.bytes));
    const found = { ...learnFrom(alone, few), auditBytes: audit };
    if (isKept)
      await keepMeasured({ ...found, on: machineName(), callsAnOpen: await callsAnOpen(world, loadOf(MANY + 1)) });
    return rowsOf(found, alone, many);
  } finally {
    await replica.stop('SIGTERM');
    await world.stop();
    await database.close();
  }
}

type Learned = Parameters<typeof processLoad>[0];

/** What a helpdesk costs by being awake and what a context costs: two phases, two unknowns. */
function learnFrom(alone: Phase, few: Phase): Learned {
  const solve = (of: (phase: Phase) => number) => {
    const context = (FEW * of(alone) - of(few)) / (FEW * alone.contexts - few.contexts);
    return { context, awake: of(alone) - context * alone.contexts };
  };
  const cpu = solve(({ cpuMs }) => cpuMs);
  const transactions = solve((phase) => phase.transactions);
  return {
    idleMb: round(few.residentMb - FEW * ((few.residentMb - alone.residentMb) / (FEW - 1))),
    awakeMb: round((few.residentMb - alone.residentMb) / (FEW - 1)),
    coldCpuMs: round(cpu.context),
    awakeCpuMs: round(cpu.awake),
    awakeTransactions: round(transactions.awake),
    contextTransactions: round(transactions.context),
  };
}

function rowsOf(found: Learned, alone: Phase, many: Phase): Row[] {
  const foretold = processLoad(found, MANY, many.contexts);
  const off = (['cpuMs', 'residentMb', 'transactions'] as const).map((what) => ({
    what,
    by: Math.abs(foretold[what] / many[what] - 1),
  }));
  const worst = off.toSorted((a, b) => b.by - a.by)[0]!;
  const words = (one: { cpuMs: number; residentMb: number; transactions: number }) =>
    `${one.cpuMs.toFixed(0)} ms a second, ${one.residentMb.toFixed(0)} MB, ${one.transactions.toFixed(1)} transactions`;
  return [
    atMost(
      `${MANY} helpdesks awake at once: p99 of one against itself alone`,
      many.p99Ms / alone.p99Ms,
      1.2,
      'x',
      `${many.p99Ms.toFixed(0)} ms, alone ${alone.p99Ms.toFixed(0)}; ${many.contexts.toFixed(1)} contexts a second in all`,
    ),
    atMost(
      `the same: what ${FEW} foretold of ${MANY}, off by`,
      100 * worst.by,
      25,
      '%',
      `${worst.what}; foretold ${words(foretold)}; found ${words(many)}`,
    ),
  ];
}

const round = (value: number) => Math.round(value * 1000) / 1000;
