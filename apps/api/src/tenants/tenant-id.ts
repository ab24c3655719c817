declare const brand: unique symbol;

/** One helpdesk account: its subdomain. Branded, so that no query, key or metric can forget which. */
export type TenantId = string & { readonly [brand]: true };

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The tenant of a subdomain, or undefined when it is not one. */
export const tenantId = (subdomain: string): TenantId | undefined =>
  // The pattern above is the guarantee behind the brand.
  SUBDOMAIN.test(subdomain) ? (subdomain as TenantId) : undefined;

/** The tenant a configured subdomain names. */
export const requireTenant = (subdomain: string): TenantId => {
  const tenant = tenantId(subdomain);
  if (!tenant) throw new Error('not a helpdesk subdomain');
  return tenant;
};
