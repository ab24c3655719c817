import type { BillingCustomersRecord } from '@sidelight/shared/record/billing.ts';
import type { AccountRecord, AccountsRecord, ContactRecord } from '@sidelight/shared/record/crm.ts';
import type { AgentRecord, TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Known } from './read-state.ts';

// A connector answers each read with the record of that read; the conformance battery parses every
// one of them with its schema. Checking again here would cost each request 30 µs.
export const ticketRecord = (known: Known) => known.answer.record as TicketRecord;
export const agentRecord = (known: Known) => known.answer.record as AgentRecord;
export const contactRecord = (known: Known) => known.answer.record as ContactRecord;
export const accountRecord = (known: Known) => known.answer.record as AccountRecord;
export const accountsRecord = (known: Known) => known.answer.record as AccountsRecord;
export const billingCustomersRecord = (known: Known) => known.answer.record as BillingCustomersRecord;
