import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { OnRecord } from '../../audit/ports.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { SecretWrites } from '../ports.ts';
import type { Secret } from '../secret.ts';
import type { NewTokens, Tokens } from './tokens.ts';

export type AccessToken =
  | { readonly kind: 'live'; readonly token: Secret }
  | { readonly kind: 'not_connected' }
  /** The vendor takes the refresh token no more. The connection is `locked_out` until a person connects it again. */
  | { readonly kind: 'reconnect_needed' }
  | { readonly kind: 'undecipherable' }
  /** The old one has expired, and for now there is no new one. */
  | { readonly kind: 'unavailable'; readonly reason: Reason };

export interface ConnectHow {
  readonly record?: OnRecord;
  /** Runs it in a transaction that writes more. */
  among?(write: (writes: SecretWrites) => Promise<void>): Promise<void>;
}

/** Rejects when the store cannot be asked, or the caller's signal ends. */
export interface OAuthTokens {
  accessToken(tenant: TenantId, system: string, signal: AbortSignal): Promise<AccessToken>;
  /** A person has connected the system, maybe again. */
  connect(
    tenant: TenantId,
    system: string,
    fresh: NewTokens,
    by: string,
    signal: AbortSignal,
    how?: ConnectHow,
  ): Promise<void>;
  /**
   * The vendor has refused a token that should have lived: the one that is stored by now if it is another, else a
   * new one. By one call, however many were refused in however many processes; and not for a while after that, so
   * that a vendor who refuses the new one too is not asked for tokens without end (`reconnect_needed`).
   */
  replace(tenant: TenantId, system: string, refused: Secret, signal: AbortSignal): Promise<AccessToken>;
  /** Those that are stored, to be given back; as they are, renewed or not. */
  held(tenant: TenantId, system: string, signal: AbortSignal): Promise<Tokens | undefined>;
  /** Forgets the tokens, and says which there were, to be given back. A renewal under way stores none. */
  disconnect(tenant: TenantId, system: string, signal: AbortSignal, record?: OnRecord): Promise<Tokens | undefined>;
  /** Resolves when no refresh is under way: to wait for before the database is closed. */
  idle(): Promise<void>;
}
