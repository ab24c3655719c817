import type { TenantId } from '../tenants/tenant-id.ts';

export interface StaffNamesDeps {
  readonly tenant: TenantId;
  /** A member of staff by name; their role where there is none to be had. */
  nameOf(
    who: { readonly tenant: TenantId; readonly userId: string; readonly role: 'agent' },
    signal: AbortSignal,
  ): Promise<string>;
}

const WITHIN_MS = 2000;
/** What somebody is called whose name cannot be had. */
export const NO_NAME = 'agent';

/** Members of staff by name, each asked for once; `NO_NAME` for whoever has none in time. */
export async function staffNames(
  { tenant, nameOf }: StaffNamesDeps,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const named = await Promise.all(
    [...new Set(ids)].map(async (userId) => [userId, await nameOf({ tenant, userId, role: NO_NAME }, signal)] as const),
  );
  const names = new Map(named);
  return (id) => names.get(id) ?? NO_NAME;
}
