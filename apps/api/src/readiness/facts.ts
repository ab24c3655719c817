import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { Drift } from '../map/compare/drift.ts';

/** Something in a file of the map that somebody should look at. */
export interface MapRemark {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface ConnectionFact {
  readonly connector: string;
  readonly system: string;
  readonly state: 'ok' | 'degraded' | 'down' | 'locked_out' | 'not_connected';
}

/** Where credentials are kept. Names are those of connections, never of values. */
export type SecretFacts =
  | { readonly kind: 'environment' }
  | {
      readonly kind: 'store';
      readonly undecipherable: readonly string[];
      /** Within seven days. */
      readonly expiring: readonly { readonly name: string; readonly at: string }[];
    };

/** A maintenance that was declared while all was well, and what people did. */
export interface Practice {
  readonly id: string;
  readonly system: string;
  readonly at: string;
  readonly acknowledgedBy: string | undefined;
  /** Agents who opened a ticket while it lasted. */
  readonly seenBy: number;
}

/** Everything readiness is worked out from. All times ISO 8601 but `nowMs`. */
export interface ReadinessFacts {
  readonly nowMs: number;
  readonly map: IntegrationMap;
  readonly remarks: readonly MapRemark[];
  readonly connections: readonly ConnectionFact[];
  /** Where the map and the last seven days differ, and how many fields were shown in them. */
  readonly drift: readonly Drift[];
  readonly fieldsShown: number;
  /** When each channel last took an alert. */
  readonly delivered: ReadonlyMap<string, string>;
  readonly secrets: SecretFacts;
  /** Our own address, as the helpdesk calls it. */
  readonly publicUrl: string | undefined;
  /** The last webhook delivery whose signature was right. */
  readonly webhookAt: string | undefined;
  /** When each connection was last asked, by an agent's ticket or by us. */
  readonly askedAt: ReadonlyMap<string, string>;
  /** `rightAt`: of the connection it was longest ago for. `wrongAt`: where its last word on one was wrong. */
  readonly canary: { readonly rightAt: string | undefined; readonly wrongAt: string | undefined };
  readonly vendorPages: readonly VendorReport[];
  readonly slo: { readonly total: number; readonly kept: number };
  readonly rollout:
    | {
        readonly phase: Phase;
        readonly pilotGroups: readonly string[];
        readonly groups: readonly string[];
        /** Newest first. */
        readonly steps: readonly RolloutStep[];
      }
    | undefined;
  /** Undefined where nobody tells us of backups. */
  readonly backup: { readonly lastAt: string | undefined } | undefined;
  /** Tickets each agent opened with the sidebar in the last 30 days. */
  readonly ticketsByAgent: readonly { readonly agentId: string; readonly tickets: number }[];
  readonly practices: readonly Practice[];
  readonly ownerToldAt: string | undefined;
}
