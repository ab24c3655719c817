import { createHash } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';
import { CONSENT_LIFE_MS, type OpenedConsent } from './oauth-state.ts';

/** Whether everything this person had open at that time has been ended since. */
export type IsRevoked = (of: {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly openedAtMs: number;
}) => boolean;

/** True for the first of all processes that asks. */
export type TakeOnce = (tenant: TenantId, name: string, untilMs: number) => Promise<boolean>;

/** A `state`, as a name that says nothing of it. */
export const hashOf = (state: string): string => createHash('sha256').update(state).digest('base64url');

/**
 * Whether somebody came back with it before, or was signed out since they set out. What is sent back counts once: a vendor
 * that sees a code twice takes back all that it gave for it (RFC 6749 4.1.2).
 */
export async function isLate(
  { takeOnce, isRevoked }: { readonly takeOnce: TakeOnce; readonly isRevoked: IsRevoked },
  { tenant, userId, issuedAtMs }: OpenedConsent,
  /** What counts once; undefined where nothing does. */
  text: string | undefined,
): Promise<boolean> {
  if (isRevoked({ tenant, userId, openedAtMs: issuedAtMs })) return true;
  if (text === undefined) return false;
  return !(await takeOnce(tenant, `consent ${hashOf(text)}`, issuedAtMs + CONSENT_LIFE_MS));
}
