import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';

/** Why a look at a system failed. `scopes`: what the credentials must allow. */
export const upstreamFailure = (reason: Reason, scopes: readonly string[]): SetupFailure =>
  reason === 'forbidden' ? { code: reason, scopes: [...scopes] } : { code: reason };
