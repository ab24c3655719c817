import type { ReportsWords } from './reports-words.ts';

export const reportsDe: ReportsWords = {
  none: 'Damit ist noch kein Ticket verknüpft.',
  one: '1 Ticket ist damit verknüpft.',
  some: '% Tickets sind damit verknüpft.',
  link: 'Ticket verknüpfen (+1)',
  unlink: 'Verknüpfung aufheben',
  tell: 'Mir Bescheid geben, wenn behoben',
  do_not_tell: 'Mir doch nicht Bescheid geben',
  kept: 'Gezählt wird in Sidelight; in den Tracker wird nichts geschrieben.',
  willTell:
    'Sie bekommen Bescheid: Ist das Problem geschlossen, steht das als interne Notiz in diesem Ticket. Sie folgen dem Ticket dann, und der Helpdesk benachrichtigt Sie.',
  awaited:
    'Ist das Problem im Tracker geschlossen, steht das als interne Notiz in diesem Ticket. Wer darum gebeten hat, folgt dem Ticket dann und wird vom Helpdesk benachrichtigt.',
  told: 'Geschlossen: Seit % steht das als interne Notiz in diesem Ticket.',
  telling: 'Seit % geschlossen: Die interne Notiz dazu wird gerade geschrieben.',
  untold: 'Seit % geschlossen, aber der Helpdesk hat die interne Notiz dazu abgelehnt.',
  notRead: 'Verknüpfte Tickets ließen sich nicht zählen.',
  refused: 'Ging nicht. Bitte noch einmal versuchen.',
};
