import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type {
  ConnectAnswer,
  ConnectionStanding,
  ConnectionTest,
  ConnectRequest,
  Input,
  InputLabel,
  Method,
  SetupConnection,
} from '@sidelight/shared/setup/connection.ts';
import { SampleAbout, type SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { AuditDetails, OnRecord } from '../audit/ports.ts';
import { onlyForSync } from '../connectors/asked-scope.ts';
import type { ConnectionForm, FormMethod, FormPlace, Opened, Typed } from '../connectors/connection-form.ts';
import { isAllowedUrl } from '../connectors/http/allowed-host.ts';
import type { OAuthConsent } from '../connectors/oauth.ts';
import type { VendorAddress } from '../connectors/registry.ts';
import type { Blueprint } from '../context/blueprint.ts';
import { connectionHolder, oauthSecret } from '../secrets/oauth/holder.ts';
import { Secret } from '../secrets/secret.ts';
import type { NewSecret, SecretStore } from '../secrets/secret-store.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HoldAtVendor } from './disconnect.ts';
import { secretOf } from './endpoints.ts';
import type { ConnectionLog, StoredConnection } from './ports.ts';
import { SAMPLE, type Sample, sampleOf, sampleSeen } from './sample.ts';
import { signInOf } from './sign-in.ts';
import type { TestRequest } from './test-connection.ts';

export interface ConnectionsDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly log: ConnectionLog;
  /** Absent where the server has no key to keep secrets by. */
  readonly secrets: SecretStore | undefined;
  readonly connectionForms: Readonly<Record<string, ConnectionForm>>;
  /** Connected by the server's environment: shown here, changed there. */
  readonly byOperator: ReadonlySet<string>;
  readonly allowHosts: readonly string[];
  canOauth(connector: string): boolean;
  /** Undefined where no token can have been given. */
  readonly holdAtVendor: HoldAtVendor | undefined;
  /** Rights that are only for sync are neither listed nor missed before. */
  isSyncWanted(): Promise<boolean>;
  consentOf(connector: string): Pick<OAuthConsent, 'scopes' | 'alwaysGiven'> | undefined;
  /** The scopes it is known not to have. */
  withheldFrom(connection: StoredConnection): readonly string[];
  placeOf(connector: string): FormPlace;
  /** `undecipherable` and `reconnect_needed` where a stored secret is no good. */
  troubleOf(connector: string): Promise<'undecipherable' | 'reconnect_needed' | undefined>;
  healthOf(connector: string): Pick<SystemHealth, 'state' | 'reason'> | undefined;
  /** In OAuth's spelling; '' where the vendor does not say. */
  keyRights(of: Pick<TestRequest, 'connector' | 'address'>, signal: AbortSignal): Promise<string>;
  attempt(testRequest: TestRequest, signal: AbortSignal): Promise<ConnectionTest>;
  /** Every process makes this tenant's parts anew. */
  changed(): Promise<void>;
  now(): number;
}

/** An admin, by id and name. */
export interface Admin {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
}

/** Of which one is written: the rows of a test, and of a connection that passed it and is saved. `sample`: whose record was read. */
export interface ConnectRecords {
  tested(sample?: AuditDetails): OnRecord;
  saved(sample?: AuditDetails): OnRecord;
}

export type ConnectOutcome = ConnectAnswer | 'no_such_connector' | 'operator';

/** What an admin sees and does about one tenant's connections. Nothing is saved that did not pass its test. */
export function createConnectionSetup(deps: ConnectionsDeps) {
  const { tenant, map, log, secrets, connectionForms } = deps;

  function* declared() {
    for (const spec of Object.values(map.systems))
      for (const [connector, one] of Object.entries(spec.connectors)) yield { connector, one, spec };
  }

  const formMethods = (connector: string): readonly FormMethod[] =>
    ownValue(connectionForms, connector)?.methods(deps.placeOf(connector)) ?? [];

  function methodsOf(connector: string, stored: Typed, isSyncWanted: boolean): readonly Method[] {
    const probe = [...declared()].find((d) => d.connector === connector)?.one.probe;
    const sample = sampleOf(deps.blueprint, connector, probe);
    const label = sample && labelOf(sample);
    const extra: Input[] = label
      ? [{ name: SAMPLE, label, isSecret: false, ...(probe && { example: probe.value }) }]
      : [];
    return formMethods(connector).flatMap((method): Method[] => {
      const scopes = listed(method, isSyncWanted);
      if (method.kind === 'oauth') return deps.canOauth(connector) ? [{ ...method, scopes }] : [];
      const inputs = [...method.inputs, ...extra].map((input) => {
        const value = ownValue(stored, input.name) ?? input.value;
        return input.isSecret || value === undefined ? input : { ...input, value };
      });
      return [{ ...method, inputs, scopes }];
    });
  }

  async function list(locale: string): Promise<SetupConnection[]> {
    const [stored, tests, kept, isSyncWanted] = await Promise.all([
      log.all(tenant),
      log.tests(tenant),
      secrets ? secrets.list(tenant) : [],
      deps.isSyncWanted(),
    ]);
    const rows = [...declared()].map(async ({ connector, one, spec }): Promise<SetupConnection> => {
      const own = stored.find((row) => row.connector === connector);
      const team = ownValue(map.teams, spec.owners.technical);
      const lastTest = tests.get(connector);
      // What was allowed on a vendor's own page is renewed by us again and again: its end is nobody's date.
      const keys = own?.method === 'key' ? kept.filter(({ name }) => name.startsWith(`${connector}/`)) : [];
      const [expiresAt] = keys.flatMap((key) => key.expiresAt ?? []).sort();
      return {
        ...{ connector, name: one.name, system: spec.system, systemName: say(spec.name, locale) },
        cards: map.cards
          .filter((card) =>
            card.fields.some(
              (id) => ownValue(spec.reads, ownValue(spec.fields, id)?.from ?? '')?.connector === connector,
            ),
          )
          .map((card) => say(card.title, locale)),
        owner: { name: team ? say(team.name, locale) : spec.owners.technical, contact: team?.contact ?? '' },
        standing: await stateOf(connector, own, expiresAt, isSyncWanted),
        methods: deps.byOperator.has(connector) ? [] : [...methodsOf(connector, own?.inputs ?? {}, isSyncWanted)],
        ...(lastTest && { lastTest: inLanguage(lastTest, spec, locale) }),
      };
    });
    const all = await Promise.all(rows);
    // Without the helpdesk nobody's ticket can be confirmed: it comes first.
    return all.sort((a, b) => Number(b.system === 'helpdesk') - Number(a.system === 'helpdesk'));
  }

  async function stateOf(
    connector: string,
    own: StoredConnection | undefined,
    expiresAt: string | undefined,
    isSyncWanted: boolean,
  ): Promise<ConnectionStanding> {
    const isOperators = deps.byOperator.has(connector);
    if (!own && !isOperators) return { kind: 'not_connected' };
    const trouble = own && !isOperators ? await deps.troubleOf(connector) : undefined;
    if (trouble) return { kind: 'unusable', reason: trouble };
    const health = deps.healthOf(connector);
    const without = own && !isOperators ? withoutIn(own, isSyncWanted) : [];
    return {
      kind: 'connected',
      ...(own && !isOperators && { by: own.byName }),
      since: own?.since ?? new Date(0).toISOString(),
      method: isOperators || !own ? 'operator' : own.method,
      health: health?.state ?? 'ok',
      ...(health?.reason && { reason: health.reason }),
      ...(expiresAt !== undefined && !isOperators && { expiresAt }),
      ...(without.length > 0 && { without: [...without] }),
      ...(own && !isOperators && signInOf(own, deps.consentOf(connector))),
    };
  }

  /** What there is not, a sentence each. */
  function withoutIn(own: StoredConnection, isSyncWanted: boolean) {
    const later = isSyncWanted ? [] : formMethods(own.connector).flatMap(({ scopes }) => onlyForSync(scopes));
    const missed = deps.withheldFrom(own).filter((scope) => !later.includes(scope));
    return ownValue(connectionForms, own.connector)?.without?.(missed) ?? [];
  }

  /** A secret that was not typed again is the one that is kept, as long as it goes to the same address. */
  async function withKept(connector: string, system: string, given: Typed, signal: AbortSignal): Promise<Typed> {
    const own = (await log.all(tenant)).find((one) => one.connector === connector);
    if (!secrets || own?.method !== 'key' || (given.url ?? own.inputs.url) !== own.inputs.url) return given;
    const inputs = formMethods(connector).flatMap((method) => (method.kind === 'key' ? method.inputs : []));
    const kept = inputs
      .filter(({ name, isSecret }) => isSecret && ownValue(given, name) === undefined)
      .map(async ({ name }) => {
        const found = await secrets.read(tenant, secretOf(system, connector, name), signal);
        return found.kind === 'found' ? [[name, found.value.reveal()] as const] : [];
      });
    return { ...Object.fromEntries((await Promise.all(kept)).flat()), ...given };
  }

  async function connect(
    connector: string,
    { inputs, save }: ConnectRequest,
    admin: Admin,
    records: ConnectRecords,
    signal: AbortSignal,
  ): Promise<ConnectOutcome> {
    const form = ownValue(connectionForms, connector);
    const spec = [...declared()].find((d) => d.connector === connector)?.spec;
    if (!form || !spec) return 'no_such_connector';
    if (deps.byOperator.has(connector)) return 'operator';
    const given = Object.fromEntries(Object.entries(inputs).flatMap(([k, v]) => (v.trim() ? [[k, v.trim()]] : [])));
    const place = deps.placeOf(connector);
    const typed = await withKept(connector, spec.system, given, signal);
    const opened = checked(connector, form.open(typed, place), deps);
    const at = new Date(deps.now()).toISOString();
    const failed = (reason: SetupFailure, wrong: readonly string[]): ConnectAnswer => ({
      test: { kind: 'failed', at, reason, inputs: [...wrong] },
      isSaved: false,
    });
    if (!opened.ok) return failed(opened.reason, opened.inputs);
    if (save && !secrets) return failed({ code: 'no_key_store', variable: 'SECRETS_KEY' }, []);
    const method = form.methods(place).find(({ kind }) => kind === 'key');
    const scopes = method ? listed(method, await deps.isSyncWanted()).map(({ scope }) => scope) : [];
    const consoleUrl = (opened.consoleUrl ?? place.consoleUrl ?? opened.url).href.replace(/\/$/, '');
    const address: VendorAddress = { url: opened.url, headers: opened.headers, consoleUrl };
    const testRequest = { connector, address, sample: typed[SAMPLE], scopes, locale: admin.locale };
    const test = await deps.attempt(testRequest, signal);
    const kept = withoutValues(test);
    const { probe } = ownValue(spec.connectors, connector) ?? {};
    const seen = sampleSeen(spec, sampleOf(deps.blueprint, connector, probe), test);
    if (!save || test.kind === 'failed' || !secrets || method?.kind !== 'key') {
      await log.keepTest(tenant, connector, kept, records.tested(seen));
      return { test, isSaved: false };
    }
    const isSecret = (name: string) => method.inputs.some((input) => input.name === name && input.isSecret);
    const known = method.inputs.flatMap(({ name }) => {
      const value = ownValue(typed, name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const fresh: NewSecret[] = [];
    for (const [name, value] of known.filter(([name]) => isSecret(name))) {
      const of = secretOf(spec.system, connector, name);
      const before = await secrets.read(tenant, of, signal);
      // The same key is as old as before, and expires when it would have.
      if (before.kind === 'found' && before.value.reveal() === value) continue;
      fresh.push({ of, value: new Secret(value) });
    }
    const granted = method.inputs.some(({ isSecret }) => isSecret)
      ? { granted: await deps.keyRights({ connector, address }, signal) }
      : {};
    const plain = { ...Object.fromEntries(known.filter(([name]) => !isSecret(name))), ...granted };
    const { id: byId, name: byName } = admin;
    const connection = { connector, method: 'key', inputs: plain, byId, byName } as const;
    const was = (await log.all(tenant)).find((one) => one.connector === connector);
    // The key takes the place of a sign-in: that is not kept, and given back.
    const giveBack = was?.method === 'oauth' ? await deps.holdAtVendor?.(spec.system, connector, signal) : undefined;
    await log.put(tenant, connection, {
      ...{ record: records.saved(seen), test: kept },
      async secrets(writes) {
        if (giveBack) await secrets.removeAmong(writes, [oauthSecret(connectionHolder(spec.system, connector))]);
        await secrets.putAmong(writes, tenant, fresh, { by: admin.id }, signal);
      },
    });
    await deps.changed();
    await giveBack?.();
    return { test, isSaved: true };
  }

  return { list, connect };
}

/** The rights a way in is shown to need. */
const listed = ({ scopes }: FormMethod, isSyncWanted: boolean) =>
  scopes
    .filter(({ isOnlyForSync }) => isSyncWanted || !isOnlyForSync)
    .map(({ scope, purpose }) => ({ scope, purpose }));

function checked(connector: string, opened: Opened, { allowHosts }: ConnectionsDeps): Opened {
  if (!opened.ok || isAllowedUrl(connector, opened.url, allowHosts)) return opened;
  return { ok: false, inputs: ['url'], reason: { code: 'host_not_allowed' } };
}

/** None for what is one answer for every ticket, and for what no id of a record is asked with. */
function labelOf({ plan, by }: Sample): InputLabel | undefined {
  const about = SampleAbout.safeParse(plan.about);
  return by === 'tenant' || !about.success ? undefined : { kind: 'sample', about: about.data, by };
}

/** Kept in the language of whoever made it; labels are the map's, so they are looked up again. */
function inLanguage(test: ConnectionTest, spec: SystemSpec, locale: string): ConnectionTest {
  if (test.kind === 'failed') return test;
  const labelOf = (id: string) => ownValue(spec.fields, id)?.label;
  return {
    ...test,
    fields: test.fields.map((field) => ({ ...field, label: say(labelOf(field.id) ?? field.label, locale) })),
  };
}

/** As it may be kept: what the record held is nobody's business afterwards. */
function withoutValues(test: ConnectionTest): ConnectionTest {
  if (test.kind === 'failed') return test;
  const { record: _, ...rest } = test;
  return { ...rest, fields: test.fields.map(({ display: __, ...field }) => field) };
}
