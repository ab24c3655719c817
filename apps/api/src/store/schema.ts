import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date | string, Date | string>;

/** The tables, as the migrations leave them. Every one starts with the tenant. */
export interface Schema {
  links: {
    tenant: string;
    requester_id: string;
    organization_id: string;
    account_id: string;
    contact_id: string | null;
    billing_id: string | null;
    telemetry_id: string | null;
    evidence: Json<readonly string[]>;
    basis: string;
    picked_by: string | null;
    saved_at: Generated<Date>;
  };
  link_rejections: {
    tenant: string;
    requester_id: string;
    account_id: string;
    rejected_by: string;
    rejected_at: Generated<Date>;
  };
  audit: {
    tenant: string;
    id: Generated<string>;
    at: At;
    request_id: string;
    actor_id: string;
    role: string;
    action: string;
    ticket_id: string | null;
    requester_id: string | null;
    account_id: string | null;
  };
  last_known: {
    tenant: string;
    read: string;
    subject: string;
    answer: Json<unknown>;
    read_at: At;
  };
  webhook_inbox: {
    tenant: string;
    system: string;
    delivery_id: string;
    body: Json<unknown>;
    received_at: Generated<Date>;
    handled_at: Date | null;
  };
}
