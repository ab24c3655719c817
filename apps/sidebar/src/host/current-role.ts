import type { ZafSdk } from '@zendesk/zaf-client';
import { claimedOrigin, part } from './said.ts';

export interface CurrentRoleSettings {
  readonly sdk: Promise<ZafSdk>;
  readonly origin: string | undefined;
  readonly address: { readonly search: string; readonly hash: string };
}

/** What the helpdesk around us says the reader is. It decides what is offered, never what is allowed. */
export async function currentRole({ sdk, origin, address }: CurrentRoleSettings): Promise<string | undefined> {
  const loaded = await sdk;
  const zaf = claimedOrigin(address) === origin && loaded.init();
  const role = zaf ? part(await zaf.get(['currentUser.role']), 'currentUser.role') : undefined;
  return typeof role === 'string' ? role : undefined;
}
