import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { ConnectionTest } from '@sidelight/shared/setup/connection.ts';
import type { Answer, Connector, Subject } from '../connectors/port.ts';
import { tryConnector, type VendorAddress } from '../connectors/registry.ts';
import { timeBox } from '../connectors/time-box.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Blueprint, ReadPlan } from '../context/blueprint.ts';
import { know } from '../context/evaluate-fields.ts';
import { mappedFields, rawNames } from './mapped.ts';
import { inWords } from './why.ts';

export interface TryDeps {
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  now(): number;
}

/** A person waits for it, and it is asked once: longer than a ticket would. */
const PATIENCE_MS = 8000;

export interface Trial {
  readonly connector: string;
  readonly address: VendorAddress;
  /** The record to read instead of the map's own sample. */
  readonly sample: string | undefined;
  readonly scopes: readonly string[];
  readonly locale: string;
}

/** Reads one record with these credentials, and shows what the map makes of it. Saves nothing. */
export async function tryConnection(deps: TryDeps, trial: Trial, signal: AbortSignal): Promise<ConnectionTest> {
  const { map, blueprint, now } = deps;
  const startedAtMs = now();
  const at = new Date(startedAtMs).toISOString();
  const spec = Object.values(map.systems).find(({ connectors }) => trial.connector in connectors);
  const declared = spec?.connectors[trial.connector];
  const probe = declared?.probe;
  const plan = probe && blueprint.reads.get(probe.read);
  const made = spec && tryConnector(spec, trial.connector, trial.address, now);
  const vendor = declared?.name ?? trial.connector;
  const failed = (reason: Parameters<typeof inWords>[0]): ConnectionTest => ({
    ...{ kind: 'failed', at, reason, ...inWords(reason, vendor, trial.scopes), inputs: [] },
  });
  if (!spec || !plan || !made) return failed('not_configured');
  const subject: Subject = { by: probe.by, value: trial.sample ?? probe.value };
  // What is asked about the same thing is asked too: what each needs differs in rights.
  const plans = [...blueprint.reads.values()].filter(
    (other) => other.connector === trial.connector && other.about === plan.about,
  );
  try {
    const answers = await timeBox((s) => askAll(made.connector, plans, subject, s), PATIENCE_MS, signal);
    const main = answers.get(plan.name) ?? null;
    const derived = main ? derivedReads(blueprint, made.connector, trial.connector, answers, now()) : [];
    const found = [...answers].flatMap(([name, answer]) => (answer ? [{ name, answer }] : []));
    const shown = [...found, ...derived];
    const fields = await Promise.all(
      shown.map(async ({ name, answer }) => {
        const own = blueprint.reads.get(`${spec.system}.${name}`)?.fields ?? [];
        return mappedFields(own, await know(own, answer, now()), trial.locale);
      }),
    );
    const mappings = [...Object.values(spec.fields).map(({ value }) => value), ...Object.values(spec.links)];
    const raw = found.flatMap(({ name, answer }) =>
      rawNames(answer.record, spec.reads[`${spec.system}.${name}`]?.ask ?? [], mappings),
    );
    return {
      ...{ kind: 'worked', at, tookMs: now() - startedAtMs, read: plan.id },
      ...(main && { record: { type: main.source.type, id: main.source.id } }),
      fields: fields.flat(),
      raw: [...new Map(raw.map((one) => [one.name, one])).values()],
    };
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    return failed(error.reason);
  } finally {
    await made.close();
  }
}

async function askAll(connector: Connector, plans: readonly ReadPlan[], subject: Subject, signal: AbortSignal) {
  // Which account the key opens, where the vendor says so: a key of another one is no use, whatever it may read.
  await connector.reads.details?.({ by: 'tenant', value: '*' }, signal);
  const asked = plans.flatMap(({ name }) => {
    const ask = connector.reads[name];
    return ask ? [ask(subject, signal).then((answer) => [name, answer] as const)] : [];
  });
  return new Map<string, Answer | null>(await Promise.all(asked));
}

function derivedReads(
  blueprint: Blueprint,
  connector: Connector,
  id: string,
  answers: ReadonlyMap<string, Answer | null>,
  nowMs: number,
) {
  return [...blueprint.reads.values()].flatMap((plan) => {
    const derivation = plan.connector === id ? connector.derived[plan.name] : undefined;
    if (!derivation) return [];
    const parts = derivation.from.flatMap((name) => {
      const answer = answers.get(name);
      return answer ? [[name, answer] as const] : [];
    });
    if (parts.length < derivation.from.length) return [];
    return [{ name: plan.name, answer: derivation.derive(Object.fromEntries(parts), nowMs) }];
  });
}
