import { randomBytes } from 'node:crypto';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { KeyWrapper } from './key-wrapper.ts';

/** In no database: wrapped and opened once, at a start. */
const NOBODYS = { tenant: requireTenant('sidelight'), version: 0 };
const KEY_BYTES = 32;

/** Whether a wrapping key does what it will be needed for. Rejects with what stands in the way. */
export async function tryKey(key: KeyWrapper, signal: AbortSignal): Promise<void> {
  const dataKey = randomBytes(KEY_BYTES);
  const opened = await key.unwrap(await key.wrap(dataKey, NOBODYS, signal), NOBODYS, signal);
  if (!opened?.equals(dataKey)) throw new Error('the wrapping key does not open what it has wrapped');
}
