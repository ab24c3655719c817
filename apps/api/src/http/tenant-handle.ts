import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { Status } from '@sidelight/shared/health/status.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import type { Router } from 'express';
import type { Glance, StaffAnswer } from '../access/roles.ts';
import type { Delivered, WebhookDefinition, WebhookEvent } from '../connectors/webhook.ts';
import type { OwnWords } from '../context/identify/own-word.ts';
import type { Caller, OpenContext } from '../context/open-request.ts';
import type { CachedAnswer } from '../context/stream/cached-answer.ts';
import type { LineStream } from '../context/stream/line-stream.ts';
import type { Reader } from '../health/status-view.ts';
import type { Secret } from '../secrets/secret.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** What HTTP sees of one tenant. Nothing of it reaches another's. */
export interface TenantHandle {
  readonly tenant: TenantId;
  readonly deadlineMs: number;
  readonly context: ContextHandle;
  readonly entry: EntryHandle;
  /** Everything below `/v1` but the context, for whoever has a session of this tenant. */
  readonly routes: Router;
}

export interface ContextHandle {
  open(open: OpenContext, stream: LineStream, signal: AbortSignal): Promise<void>;
  /** The whole answer, where it is known already. */
  cached(open: OpenContext): CachedAnswer | undefined;
  /** What the helpdesk says to this person of what they ask for, where each is asked for. */
  ownWord: OwnWords['of'];
  onServed(outcome: 'streamed' | 'cached', tookMs: number): void;
}

export interface EntryHandle {
  frames(locale: string, sight: Pick<Caller, 'role' | 'seesAllTickets'>): CardFrame[];
  /** Undefined while all is well. */
  troubles(reader: Reader): Status | undefined;
  /** Whether a host is the account's own or one of its brands'; true while nobody can say. */
  isOwnHost(host: string, signal: AbortSignal): Promise<boolean>;
  askStaff(userId: string, signal: AbortSignal): Promise<StaffAnswer>;
  /** The same past everything that is remembered. */
  askStaffNow(userId: string, signal: AbortSignal): Promise<StaffAnswer>;
  /** Whom of these the helpdesk lists as its staff just now; undefined where it cannot be asked. */
  glanceAtStaff(userIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Glance> | undefined>;
  /** Whether the helpdesk is asked with each agent's own token what they may see: they have to allow that. */
  readonly checksAgents: boolean;
  /** Since when it has been asked so here; 0 where it is not. What was said of anybody before counts no more. */
  checksAgentsSinceMs(): number;
  /** Whether the rollout has reached them. */
  mayUse(who: { readonly role: Role; readonly groupIds: readonly string[] }): Promise<boolean>;
  /** Whether it keeps anything in agreement just now. */
  isSynced(): Promise<boolean>;
  /** Where an admin connects the helpdesk; undefined where this server cannot. */
  connectUrl(userId: string): Promise<string | undefined>;
  /** The same, asking for no more than the product cannot do without. */
  narrowConnectUrl(userId: string): string | undefined;
}

export interface WebhookHandle {
  /** How the vendor that fills the system signs and writes them. */
  readonly vendor: WebhookDefinition;
  /** Those that are live now, two while one is being replaced. None: every delivery is refused. */
  secrets(isDoubted?: boolean): Promise<readonly Secret[]>;
  /** With the job to handle it. False when this delivery was already there; rejects where it cannot be stored now. */
  store(delivered: Delivered): Promise<boolean>;
  /** A delivery was not signed by any of them. */
  refused(): void;
  /** A delivery that was signed is none that we can read; `wrong`: in which of our fields. Kept when it resolves. */
  unread(wrong: string): Promise<void>;
  /** Called after the delivery is stored, with the job to handle it, and acknowledged. */
  received(event: WebhookEvent): void;
}

/** The tenants this server serves, most of them asleep. */
export interface Tenants {
  /** Undefined while it sleeps. */
  get(tenant: TenantId): TenantHandle | undefined;
  /** Makes its running parts where it sleeps. Undefined for a tenant nobody has let in. */
  wake(tenant: TenantId): Promise<TenantHandle | undefined>;
}
