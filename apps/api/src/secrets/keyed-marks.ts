import { createHmac } from 'node:crypto';
import { createTenantKey, type TenantKeyDeps } from './tenant-key.ts';

/** Marks of texts by a key that is this tenant's alone, and goes when the tenant goes. */
export function createKeyedMarks(deps: Omit<TenantKeyDeps, 'name' | 'ifClosed'>) {
  // By another key nobody who was erased would be known again.
  const key = createTenantKey({ ...deps, name: { system: 'sync', name: 'erasures' }, ifClosed: 'refuse' });
  return {
    async of(texts: readonly string[]): Promise<readonly string[]> {
      const { bytes: own } = await key();
      return texts.map((text) => createHmac('sha256', own).update(text).digest('base64url'));
    },
  };
}
