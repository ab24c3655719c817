import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import type { IncidentState } from '@sidelight/shared/health/incident.ts';
import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import type { Priority } from '@sidelight/shared/map/workflow.ts';

/** What codes are called in a post-mortem. */
export const stateWords: Readonly<Record<IncidentState, Text>> = {
  degraded: { en: 'degraded', de: 'gestört' },
  down: { en: 'down', de: 'ausgefallen' },
  locked_out: { en: 'sign-in refused', de: 'Anmeldung abgelehnt' },
  maintenance: { en: 'maintenance', de: 'Wartung' },
};

export const reasonWords: Readonly<Record<Reason, Text>> = {
  timeout: { en: 'no answer in time', de: 'keine Antwort in der Zeit' },
  unreachable: { en: 'unreachable', de: 'nicht erreichbar' },
  rate_limited: { en: 'too many calls', de: 'zu viele Aufrufe' },
  upstream_error: { en: 'answered with errors', de: 'antwortete mit Fehlern' },
  bad_answer: { en: 'answers that could not be understood', de: 'unverständliche Antworten' },
  wrong_values: { en: 'gave wrong values', de: 'lieferte falsche Werte' },
  credential: { en: 'no longer accepted our sign-in', de: 'nahm unsere Anmeldung nicht mehr an' },
  forbidden: { en: 'refused access', de: 'verweigerte den Zugriff' },
  circuit_open: { en: 'not asked after many failures', de: 'nach vielen Fehlern nicht gefragt' },
  cancelled: { en: 'canceled', de: 'abgebrochen' },
  not_configured: { en: 'not connected', de: 'nicht verbunden' },
  identity_ambiguous: { en: 'several customers came into question', de: 'mehrere Kunden kamen infrage' },
  incomplete: { en: 'incomplete answers', de: 'unvollständige Antworten' },
  test_data: { en: 'only test data for this account', de: 'nur Testdaten zu diesem Konto' },
};

export const priorityWords: Readonly<Record<Priority, Text>> = {
  critical: { en: 'critical', de: 'kritisch' },
  high: { en: 'high', de: 'hoch' },
  normal: { en: 'normal', de: 'normal' },
  low: { en: 'low', de: 'niedrig' },
};

export const vendorWords: Readonly<Record<VendorReport['state'], Text>> = {
  operational: { en: 'all operational', de: 'alles in Betrieb' },
  degraded: { en: 'degraded', de: 'eine Störung' },
  outage: { en: 'an outage', de: 'einen Ausfall' },
  maintenance: { en: 'maintenance', de: 'Wartung' },
  unknown: { en: 'unreadable', de: 'nicht lesbar' },
};

/** Why an owner could not be notified. */
export const alertWords: Readonly<Record<AlertFailure, Text>> = {
  not_configured: { en: 'not configured', de: 'nicht eingerichtet' },
  refused: { en: 'refused', de: 'abgelehnt' },
  unreachable: { en: 'unreachable', de: 'nicht erreichbar' },
  no_answer: { en: 'no answer', de: 'keine Antwort' },
  answers_with_errors: { en: 'answered with errors', de: 'antwortete mit Fehlern' },
  too_many_messages: { en: 'too many messages', de: 'zu viele Nachrichten' },
  channel_gone: { en: 'the channel is gone', de: 'den Kanal gibt es nicht mehr' },
  message_refused: { en: 'the message was refused', de: 'die Nachricht wurde abgelehnt' },
  damaged: { en: 'the alert itself could not be read', de: 'die Nachricht selbst war nicht lesbar' },
  given_up: { en: 'given up after a day', de: 'nach einem Tag aufgegeben' },
};
