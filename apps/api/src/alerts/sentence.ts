import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { NEW_VALUE } from '@sidelight/shared/map/reportable-code.ts';
import { clock } from './clock.ts';
import type { AlertMessage, IncidentMessage } from './message.ts';
import { syncDetails, syncHeadline } from './sync-sentence.ts';
import { webhookDetails, webhookHeadline } from './webhook-sentence.ts';

const reasons: Readonly<Record<Reason, string>> = {
  timeout: 'it does not answer in time',
  unreachable: 'it cannot be reached',
  rate_limited: 'it limits how often we may ask',
  upstream_error: 'it answers with errors',
  bad_answer: 'its answers make no sense',
  test_data: 'it answers with test data',
  wrong_values: 'it gives wrong values: do not rely on them',
  credential: 'it rejects our credentials',
  forbidden: 'our credentials may not read what we need',
  circuit_open: 'we have stopped asking it for a while',
  cancelled: 'the call was canceled',
  not_configured: 'the connection is not set up',
  identity_ambiguous: 'it is not clear which account is meant',
  incomplete: 'part of its records could not be read',
};

const states: Readonly<Record<IncidentMessage['state'], string>> = {
  degraded: 'is degraded',
  down: 'is down',
  locked_out: 'refuses our sign-in',
  maintenance: 'is under maintenance',
};

/** The one line a person reads on a phone at night. */
export function headline(message: AlertMessage): string {
  if (message.kind === 'rollout')
    return `Sidelight in ${message.system} went back from “${message.from}” to “${message.to}” by itself`;
  if (message.kind === 'customer') return `${message.system}: a deal was won, and its company is a customer now`;
  if (message.kind === 'field') {
    const about = message.code === undefined || message.code === NEW_VALUE ? '' : ` “${message.code}”`;
    return message.what === 'new_value'
      ? `${message.system}: ${message.label} has a new value${about} that the map has no word for`
      : `${message.system}: an agent reports that ${message.label} cannot be had or looks wrong`;
  }
  if (message.kind === 'secret') {
    const when = message.what === 'expired' ? 'has expired' : `expires on ${message.expiresAt.slice(0, 10)}`;
    return `${message.system}: the credential “${message.name}” ${when}`;
  }
  if (message.kind === 'sync') return syncHeadline(message);
  if (message.kind === 'reveal')
    return message.what === 'limit'
      ? `${message.system}: user ${message.userId} (${message.role}) wants more hidden values shown than the ${message.count} an hour that the map allows`
      : `${message.system}: user ${message.userId} (${message.role}) had ${message.count} hidden values shown in a day, far more than they usually do`;
  if (message.kind === 'webhook') return webhookHeadline(message);
  if (message.what === 'closed') return `${message.system} is back to normal`;
  if (message.reason === 'wrong_values')
    return `${message.system} gives wrong values: do not rely on them until it is over`;
  const why = message.reason ? `: ${reasons[message.reason]}` : '';
  return `${message.system} ${states[message.state]}${why}`;
}

/** What stands below it. */
export function details(message: AlertMessage): string[] {
  if (message.kind === 'rollout')
    return [message.why, `At ${clock(message.at)}`, 'An admin can go on from the setup page once it is fixed'];
  if (message.kind === 'customer')
    return [
      `Organization ${message.organizationId} in the helpdesk, with ${count(message.contacts, 'contact')}`,
      `${count(message.steps, 'step')} of onboarding to be done`,
    ];
  if (message.kind === 'field') {
    const where = message.ticketId === undefined ? [] : [`Seen on ticket #${message.ticketId}`];
    const remedy = message.what === 'new_value' ? 'Add it under values in the map' : 'The map lists it';
    return [...where, `${remedy}: field ${message.field}`];
  }
  if (message.kind === 'secret') {
    const until = message.what === 'expired' ? 'Ended' : 'Good until';
    return [`${until} ${clock(message.expiresAt)}`, 'Make a new one at the vendor and enter it on the setup page'];
  }
  if (message.kind === 'sync') return syncDetails(message);
  if (message.kind === 'reveal')
    return [`At ${clock(message.at)}`, 'The Audit page lists each with its reason, under this user’s number'];
  if (message.kind === 'webhook') return webhookDetails(message);
  const since = `Since ${clock(message.since)}`;
  if (message.what === 'closed') return [`${since}, until ${clock(message.at)}`];
  const touched = `${count(message.openTickets, 'open ticket')} with ${count(message.agents, 'agent')}`;
  return [since, ...(message.breaks.length > 0 ? [`Affects: ${message.breaks.join(', ')}`] : []), `Touches ${touched}`];
}
const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
