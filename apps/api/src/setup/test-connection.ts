import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ConnectionTest } from '@sidelight/shared/setup/connection.ts';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { Answer, Connector, Subject, TypedId } from '../connectors/port.ts';
import { tryConnector, type VendorAddress } from '../connectors/registry.ts';
import { timeBox } from '../connectors/resilience/time-box.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Blueprint, ReadPlan } from '../context/blueprint.ts';
import { know } from '../context/read/evaluate-fields.ts';
import { mappedFields, rawNames } from './mapped.ts';
import { plansBeside, SAMPLE, sampleOf } from './sample.ts';
import { upstreamFailure } from './upstream-failure.ts';

export interface TestConnectionDeps {
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  /** What a vendor makes of an id that was typed by people. */
  readId(connector: string, text: string): TypedId;
  readonly connect?: Parameters<typeof tryConnector>[3]['connect'];
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

/** A person waits for it, and it is asked once: longer than a ticket would. */
const PATIENCE_MS = 8000;

export interface TestRequest {
  readonly connector: string;
  readonly address: VendorAddress;
  /** The record to read, where the admin has named one. */
  readonly sample: string | undefined;
  readonly scopes: readonly string[];
  readonly locale: string;
}

/**
 * Asks the vendor whether it accepts these credentials, then reads the record that was named, and shows
 * what the map makes of it. A test that sent nothing has not worked. Saves nothing.
 */
export async function testConnection(
  deps: TestConnectionDeps,
  testRequest: TestRequest,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const { map, blueprint, now, steadyNow } = deps;
  const startedAtMs = steadyNow();
  const at = new Date(now()).toISOString();
  const spec = Object.values(map.systems).find(({ connectors }) => Object.hasOwn(connectors, testRequest.connector));
  const declared = ownValue(spec?.connectors, testRequest.connector);
  const made = spec && tryConnector(spec, testRequest.connector, testRequest.address, deps);
  const failed = (reason: SetupFailure, inputs: string[]) => ({ kind: 'failed', at, reason, inputs }) as const;
  if (!spec || !declared || !made) return failed({ code: 'not_configured' }, []);
  const sample = sampleOf(blueprint, testRequest.connector, declared.probe);
  const value = sample?.by === 'tenant' ? '*' : (testRequest.sample ?? declared.probe?.value);
  const meant = sample?.by === 'id' && value !== undefined ? meantBy(deps.readId(testRequest.connector, value)) : value;
  try {
    const answers = await timeBox(
      async (s) => {
        await made.ping(s);
        return sample && meant !== undefined
          ? askAll(made, plansBeside(blueprint, sample.plan), { by: sample.by, value: meant }, s)
          : new Map<string, Asked>();
      },
      PATIENCE_MS,
      signal,
    );
    const asked = [...answers.values()].flatMap(({ plan, isSent }) => (isSent ? [plan.id] : []));
    if (sample && sample.by !== 'tenant' && value !== undefined && asked.length === 0)
      return failed({ code: 'not_an_id', by: sample.by }, [SAMPLE]);
    const main = (sample && answers.get(sample.plan.name)?.answer) ?? null;
    const found = [...answers].flatMap(([name, { answer }]) => (answer ? [{ name, answer }] : []));
    const derived = main ? derivedReads(blueprint, made.connector, testRequest.connector, found, now()) : [];
    const shown = [...found, ...derived];
    const fields = await Promise.all(
      shown.map(async ({ name, answer }) => {
        const own = blueprint.reads.get(`${spec.system}.${name}`)?.fields ?? [];
        return mappedFields(
          own,
          await know(own, answer, { readAtMs: now(), readSteadyMs: steadyNow() }),
          testRequest.locale,
        );
      }),
    );
    const mappings = [...Object.values(spec.fields).map(({ value }) => value), ...Object.values(spec.links)];
    const raw = found.flatMap(({ name, answer }) =>
      rawNames(answer.record, ownValue(spec.reads, `${spec.system}.${name}`)?.ask ?? [], mappings, made.heard()),
    );
    return {
      ...{ kind: 'worked', at, tookMs: steadyNow() - startedAtMs, asked },
      ...(main && { record: { type: main.source.type, id: main.source.id } }),
      fields: fields.flat(),
      raw: [...new Map(raw.map((one) => [one.name, one])).values()],
    };
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    return failed(upstreamFailure(error.reason, testRequest.scopes), []);
  } finally {
    await made.close();
  }
}

/** As an id that people typed anywhere else is read; several, or what is none, are nobody's. */
const meantBy = (read: TypedId): string | undefined => (read.kind === 'one' ? read.id : undefined);

interface Asked {
  readonly plan: ReadPlan;
  readonly answer: Answer | null;
  /** What is no id of that vendor is answered without asking. */
  readonly isSent: boolean;
}

/** One after the other, to see which of them sends anything. */
async function askAll(
  { connector, calls }: NonNullable<ReturnType<typeof tryConnector>>,
  plans: readonly ReadPlan[],
  subject: Subject,
  signal: AbortSignal,
): Promise<Map<string, Asked>> {
  const all = new Map<string, Asked>();
  for (const plan of plans) {
    const before = calls();
    const answer = await ownValue(connector.reads, plan.name)?.(subject, signal);
    if (answer !== undefined) all.set(plan.name, { plan, answer, isSent: calls() > before });
  }
  return all;
}

function derivedReads(
  blueprint: Blueprint,
  connector: Connector,
  id: string,
  found: readonly { readonly name: string; readonly answer: Answer }[],
  nowMs: number,
) {
  return [...blueprint.reads.values()].flatMap((plan) => {
    const derivation = plan.connector === id ? ownValue(connector.derived, plan.name) : undefined;
    if (!derivation) return [];
    const parts = derivation.from.flatMap((name) => {
      const part = found.find((one) => one.name === name);
      return part ? [[name, part.answer] as const] : [];
    });
    if (parts.length < derivation.from.length) return [];
    return [{ name: plan.name, answer: derivation.derive(Object.fromEntries(parts), nowMs) }];
  });
}
