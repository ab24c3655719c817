import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { StoredKey } from '@sidelight/shared/setup/stored-key.ts';
import type { ConnectionForm, FormPlace } from '../connectors/connection-form.ts';
import type { OAuthConsent } from '../connectors/oauth.ts';
import type { ListedSecret } from '../secrets/ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { webhookSecret } from '../secrets/webhook-secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ConnectionLog, StoredConnection } from './ports.ts';
import { signInOf } from './sign-in.ts';

export interface StoredKeysDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly log: Pick<ConnectionLog, 'all'>;
  /** Absent where the server has no key to keep secrets by. */
  readonly secrets: Pick<SecretStore, 'list'> | undefined;
  readonly connectionForms: Readonly<Record<string, ConnectionForm>>;
  readonly byOperator: ReadonlySet<string>;
  consentOf(connector: string): Pick<OAuthConsent, 'scopes' | 'alwaysGiven'> | undefined;
  placeOf(connector: string): FormPlace;
  troubleOf(connector: string): Promise<'undecipherable' | 'reconnect_needed' | undefined>;
}

const DAY_MS = 86_400_000;
type End = StoredKey['end'];

/** Every key and secret of one tenant, with its age and its end, and no value. */
export function createStoredKeys(deps: StoredKeysDeps) {
  const { tenant, map, log, secrets, connectionForms, byOperator } = deps;

  /** What the vendor calls it, and when it ends each at the latest. */
  function formOf(connector: string, input: string) {
    const form = ownValue(connectionForms, connector);
    const inputs =
      form?.methods(deps.placeOf(connector)).flatMap((way) => (way.kind === 'key' ? way.inputs : [])) ?? [];
    const label = inputs.find(({ name }) => name === input)?.label;
    return { label: label?.kind === 'vendor' ? label.text : undefined, mostDays: form?.keysEndWithinDays };
  }

  function endOf({ expiresAt, setAt }: ListedSecret, mostDays: number | undefined): End {
    if (expiresAt !== undefined) return { at: expiresAt, isLatest: false };
    if (mostDays === undefined) return undefined;
    return { at: new Date(Date.parse(setAt) + mostDays * DAY_MS).toISOString(), isLatest: true };
  }

  return async function list(locale: string): Promise<StoredKey[]> {
    const [connections, kept] = await Promise.all([log.all(tenant), secrets ? secrets.list(tenant) : []]);
    const nameOf = (by: string) => connections.find(({ byId }) => byId === by)?.byName ?? (/^\d+$/.test(by) ? '' : by);
    const ofSystem = (spec: SystemSpec, connector: string, name: string) => ({
      ...{ system: spec.system, systemName: say(spec.name, locale), name, connector },
    });

    async function ofConnection(spec: SystemSpec, connector: string, name: string): Promise<StoredKey[]> {
      const whose = ofSystem(spec, connector, name);
      if (byOperator.has(connector)) return [{ ...whose, kind: 'server', isUnusable: false }];
      const own = connections.find((one) => one.connector === connector);
      if (!own) return [];
      const isUnusable = (await deps.troubleOf(connector)) !== undefined;
      return kept
        .filter((one) => one.system === spec.system && isOf(own, one))
        .map((one): StoredKey => {
          const stored = { ...whose, storedAt: one.setAt, by: own.byName, isUnusable };
          const { signIn } = signInOf(own, deps.consentOf(connector));
          const may = signIn && { scopes: signIn.scopes, ...(signIn.more.length > 0 && { more: signIn.more }) };
          // The end of a consent is moved on by every renewal: it is nobody's date.
          if (own.method === 'oauth') return { ...stored, kind: 'consent', storedAt: own.since, ...may };
          const { label, mostDays } = formOf(connector, one.name.slice(connector.length + 1));
          const end = endOf(one, mostDays);
          return { ...stored, kind: 'key', ...(label && { label }), ...(end && { end }), ...may };
        });
    }

    function signingKeyOf(spec: SystemSpec, connector: string, name: string): StoredKey[] {
      const { system, name: wanted } = webhookSecret(spec.system);
      const one = kept.find((secret) => secret.system === system && secret.name === wanted);
      if (!one) return [];
      const by = nameOf(one.setBy);
      const end = endOf(one, undefined);
      const whose = { ...ofSystem(spec, connector, name), storedAt: one.setAt, ...(by !== '' && { by }) };
      return [{ ...whose, kind: 'signing_key', ...(end && { end }), isUnusable: false }];
    }

    const found = Object.values(map.systems).map(async (spec) => {
      const all = Object.entries(spec.connectors);
      const [first] = all;
      const own = await Promise.all(all.map(([connector, { name }]) => ofConnection(spec, connector, name)));
      return [...own.flat(), ...(first ? signingKeyOf(spec, first[0], first[1].name) : [])];
    });
    return (await Promise.all(found)).flat().sort((a, b) => rank(a) - rank(b));
  };
}

const isOf = ({ connector, method }: StoredConnection, { name }: ListedSecret): boolean =>
  method === 'oauth' ? name === 'oauth' || name === `${connector}/oauth` : name.startsWith(`${connector}/`);

/** What must be given again, then what ends first, then the rest as the map has it. */
const rank = ({ isUnusable, end }: StoredKey): number =>
  isUnusable ? 0 : end ? Date.parse(end.at) : Number.MAX_SAFE_INTEGER;
