import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';

export const problemsDe: Readonly<Record<ProblemCode, string>> = {
  bad_request: 'Diese Anfrage ist ungültig. Bitte die Apps neu laden.',
  too_large: 'Zu lang oder zu viele auf einmal. Bitte die Apps neu laden.',
  not_signed_in: 'Sie sind bei Sidelight nicht angemeldet. Bitte die Apps neu laden.',
  session_expired: 'Ihre Sitzung ist abgelaufen. Bitte die Apps neu laden.',
  consent_needed: 'Sidelight konnte nicht prüfen, was Sie sehen dürfen.',
  token_refused: 'Sidelight konnte nicht prüfen, wer Sie sind. Bitte die Apps neu laden.',
  not_allowed: 'Ihre Rolle darf das nicht sehen.',
  not_found: 'Sidelight kennt dieses Ticket nicht.',
  not_a_candidate: 'Ihre Rolle darf das nicht wählen.',
  not_checked: 'Das CRM hat nicht rechtzeitig geantwortet.',
  signature_refused: 'Sidelight konnte nicht prüfen, wer Sie sind. Bitte die Apps neu laden.',
  too_many_requests: 'Zu viele Anfragen auf einmal. Gleich geht es weiter; wenn nicht, noch einmal versuchen.',
  store_away: 'Sidelights Datenbank antwortet nicht. Es wurde nichts gespeichert.',
  internal: 'In Sidelight selbst ist etwas schiefgegangen. Bitte noch einmal versuchen.',
};
