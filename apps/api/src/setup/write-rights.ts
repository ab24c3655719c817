import { ownValue } from '@sidelight/shared/own-property.ts';
import type { OAuthConsent } from '../connectors/oauth.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ConnectionLog, StoredConnection } from './ports.ts';

export interface WriteRightsDeps {
  readonly tenant: TenantId;
  readonly map: { readonly systems: Readonly<Record<string, { readonly connectors: object }>> };
  readonly log: Pick<ConnectionLog, 'all'>;
  /** Connected by the server's environment: of those nobody can say. */
  readonly byOperator: ReadonlySet<string>;
  consentOf(connector: string): OAuthConsent | undefined;
  withheldFrom(connection: StoredConnection): readonly string[];
}

/** Whether a system is known to withhold the right to write a kind of record, by its vendor's own word. */
export type WithholdsWriting = (system: string, kind: string) => Promise<boolean>;

export function createWriteRights({
  tenant,
  map,
  log,
  byOperator,
  consentOf,
  withheldFrom,
}: WriteRightsDeps): WithholdsWriting {
  return async (system, kind) => {
    const declared = Object.keys(ownValue(map.systems, system)?.connectors ?? {});
    const needed = declared.flatMap((connector) => {
      const scopes = consentOf(connector)?.scopes.filter(({ writes }) => writes === kind) ?? [];
      return scopes.map(({ scope }) => ({ connector, scope }));
    });
    if (needed.length === 0 || declared.some((connector) => byOperator.has(connector))) return false;
    const stored = (await log.all(tenant)).find(({ connector }) => declared.includes(connector));
    const withheld = stored ? withheldFrom(stored) : [];
    return needed.some(({ connector, scope }) => connector === stored?.connector && withheld.includes(scope));
  };
}
