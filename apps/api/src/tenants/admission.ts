import type { KnownTenant } from './ports.ts';
import type { TenantId } from './tenant-id.ts';

/** Which helpdesk accounts are taken in when they first show a signed entry. */
export type LearnRule = 'none' | 'any' | readonly TenantId[];

/** `other_installation`: the app was installed anew, and this one may not be learned. */
export type Admission = 'known' | 'learn' | 'unknown_tenant' | 'other_installation';

/** What to do with a tenant whose entry the helpdesk has signed. Pure. */
export function admission(
  entry: { readonly tenant: TenantId; readonly installationId: string },
  known: Pick<KnownTenant, 'installationId'> | undefined,
  rule: LearnRule,
): Admission {
  if (known?.installationId === entry.installationId) return 'known';
  const mayLearn = rule === 'any' || (rule !== 'none' && rule.includes(entry.tenant));
  if (mayLearn) return 'learn';
  return known ? 'other_installation' : 'unknown_tenant';
}
