import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** Who is looking. */
export interface Caller {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: Role;
  readonly locale: string;
  /** They may open every ticket of the helpdesk. */
  readonly seesAllTickets?: true | undefined;
}

export interface OpenContext {
  readonly caller: Caller;
  readonly request: ContextRequest;
  readonly requestId: string;
  /** Milliseconds left, as the caller counts them. */
  readonly deadlineMs: number;
  /** Past every cache, for every card. */
  readonly isForced?: boolean;
}
