import type { AtVendor } from '@sidelight/shared/setup/disconnected.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { FormMethod } from '../connectors/connection-form.ts';
import { connectionHolder, oauthSecret } from '../secrets/oauth/holder.ts';
import type { SecretWrites } from '../secrets/ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ConnectionLog } from './ports.ts';

/** Looks at the tokens of a connection; what it answers gives them back, and says what became of that. */
export type HoldAtVendor = (system: string, connector: string, signal: AbortSignal) => Promise<() => Promise<AtVendor>>;

export interface DisconnectDeps {
  readonly tenant: TenantId;
  readonly log: Pick<ConnectionLog, 'all' | 'remove'>;
  /** Absent where the server has no key to keep secrets by. */
  readonly secrets: Pick<SecretStore, 'list' | 'removeAmong'> | undefined;
  /** Undefined where no token can have been given. */
  readonly holdAtVendor: HoldAtVendor | undefined;
  systemOf(connector: string): string | undefined;
  methodsOf(connector: string): readonly FormMethod[];
  /** Every process makes this tenant's parts anew. */
  changed(): Promise<void>;
}

/** Forgets a connection and its secrets here, then gives back at the vendor what that takes. */
export function createDisconnect({ tenant, log, secrets, ...deps }: DisconnectDeps) {
  /** Undefined when it was not connected here. */
  return async (connector: string, record: OnRecord, signal: AbortSignal): Promise<AtVendor | undefined> => {
    const system = deps.systemOf(connector);
    const was = (await log.all(tenant)).find((one) => one.connector === connector);
    if (system === undefined || !was) return undefined;
    const giveBack = was.method === 'oauth' ? await deps.holdAtVendor?.(system, connector, signal) : undefined;
    const tokens = oauthSecret(connectionHolder(system, connector));
    const own = ((await secrets?.list(tenant)) ?? []).filter(
      (one) => one.system === system && (one.name.startsWith(`${connector}/`) || one.name === tokens.name),
    );
    const also = { record, ...(secrets && { secrets: (writes: SecretWrites) => secrets.removeAmong(writes, own) }) };
    if (!(await log.remove(tenant, connector, also))) return undefined;
    await deps.changed();
    return giveBack ? giveBack() : keyAtVendor(deps.methodsOf(connector));
  };
}

/** Where a key is deleted: nobody but a person can, at the vendor. */
function keyAtVendor(methods: readonly FormMethod[]): AtVendor {
  const [url] = methods.flatMap((method) => (method.kind === 'key' ? (method.help.url ?? []) : []));
  return { kind: 'by_hand', ...(url !== undefined && { url }) };
}
