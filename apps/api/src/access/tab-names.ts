import { createHmac } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';

/**
 * What the tabs of one person in one browser call what they share. The same at every process, and nobody can work it
 * out: pages of all helpdesks share one storage partition. Why it stays the same: `docs/security.md`. The spaces keep it
 * apart from what else this secret signs.
 */
export const createTabNames = (secret: Buffer) => (tenant: TenantId, userId: string) =>
  createHmac('sha256', secret).update(`tabs of ${tenant} ${userId}`).digest('base64url');
