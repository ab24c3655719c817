import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';

export type SigningOut = 'not_asked' | 'asked' | 'under_way' | 'failed' | 'ended';
export type SignOutStep = 'ask' | 'cancel' | 'do';

export interface SignOutDeps {
  readonly state: Store<SigningOut>;
  readonly client: Pick<Client, 'post'>;
}

/** Ends every session of whoever reads this, here and elsewhere: asked first, and done once that is confirmed. */
export function createSignOut({ state, client }: SignOutDeps): (step: SignOutStep) => Promise<void> {
  return async (step) => {
    if (step !== 'do') return state.set(step === 'ask' ? 'asked' : 'not_asked');
    state.set('under_way');
    const answer = await client.post('/v1/session', {}, 'DELETE');
    // A session that is over already, because another tab was quicker, is over.
    const isOver = answer.ok || (answer.refusal.kind === 'refused' && answer.refusal.code === 'session_expired');
    state.set(isOver ? 'ended' : 'failed');
  };
}
