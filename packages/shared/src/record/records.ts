import type { BillingCustomersRecord, InvoicesRecord, PaymentRecord, SubscriptionsRecord } from './billing.ts';
import type { AccountRecord, AccountsRecord, ContactRecord, CrmDetailsRecord, SalesRecord } from './crm.ts';
import type { AgentRecord, BrandsRecord, GroupsRecord, MembersRecord, MyselfRecord, TicketRecord } from './helpdesk.ts';
import type { HistoryRecord } from './history.ts';
import type { IssuesRecord } from './issues.ts';
import type { SignedInRecord } from './signed-in.ts';
import type { SupportRecord } from './support.ts';
import type { ErrorsRecord, PersonRecord, UsageRecord } from './telemetry.ts';

/** What each read answers with, by the read's id in the map. */
export interface Records {
  readonly 'helpdesk.ticket': TicketRecord;
  readonly 'helpdesk.requester': TicketRecord;
  readonly 'helpdesk.agent': AgentRecord;
  readonly 'helpdesk.groups': GroupsRecord;
  readonly 'helpdesk.members': MembersRecord;
  readonly 'helpdesk.brands': BrandsRecord;
  readonly 'helpdesk.myself': MyselfRecord;
  readonly 'helpdesk.history': HistoryRecord;
  readonly 'helpdesk.support': SupportRecord;
  readonly 'crm.contact': ContactRecord;
  readonly 'crm.account': AccountRecord;
  readonly 'crm.domain': AccountsRecord;
  readonly 'crm.sales': SalesRecord;
  readonly 'crm.details': CrmDetailsRecord;
  readonly 'billing.customer': BillingCustomersRecord;
  readonly 'billing.subscriptions': SubscriptionsRecord;
  readonly 'billing.invoices': InvoicesRecord;
  readonly 'billing.payment': PaymentRecord;
  readonly 'telemetry.usage': UsageRecord;
  readonly 'telemetry.errors': ErrorsRecord;
  readonly 'telemetry.person': PersonRecord;
  readonly 'issues.known': IssuesRecord;
  readonly 'issues.incidents': IssuesRecord;
  readonly 'issues.myself': SignedInRecord;
}

/** The record of one read; of a read that is not known by its id, anything. */
export type RecordOf<Id extends string> = Id extends keyof Records ? Records[Id] : unknown;

type NameIn<Id extends string, System extends string> = Id extends `${System}.${infer Name}` ? Name : never;

/** The records of one system's reads, by the part of their ids after the dot. */
export type RecordsIn<System extends string> = {
  readonly [Id in keyof Records as NameIn<Id, System>]: Records[Id];
};
