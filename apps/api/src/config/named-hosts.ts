import { z } from 'zod';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

/** A host that may be called besides the vendors' own; by one helpdesk's connections, or by all. */
export interface NamedHost {
  readonly tenant: TenantId | undefined;
  /** `host:port`, as in an address. */
  readonly host: string;
}

/** `usage.internal:8000, acme=status.acme.example:8080` */
export const NamedHosts = z.string().transform((text, context): NamedHost[] => {
  const entries = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return entries.flatMap((entry) => {
    const [host = '', name] = entry.split('=').toReversed();
    const tenant = name === undefined ? undefined : tenantId(name);
    const isTenant = name === undefined || (tenant !== undefined && entry.split('=').length === 2);
    if (isTenant && /^[^\s/@?#]+$/.test(host) && URL.canParse(`http://${host}`)) return [{ tenant, host }];
    context.addIssue({
      code: 'custom',
      message: 'holds something that is not a host. Write host:port, or helpdesk=host:port for one helpdesk alone.',
    });
    return [];
  });
});

/** Those that the connections of this helpdesk may call; without one, those that all may. */
export const hostsFor = (named: readonly NamedHost[], tenant: TenantId | undefined): readonly string[] =>
  named.filter((one) => one.tenant === undefined || one.tenant === tenant).map(({ host }) => host);
