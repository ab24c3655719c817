import type { AnswersWords } from './answers-words.ts';

export const answersDe: AnswersWords = {
  title: 'Was Sie diesem Kunden gesagt haben, hat sich als anders erwiesen',
  told: '%: Gesagt haben Sie „%“ (%).',
  isNow: 'Richtig ist „%“.',
  since: 'Richtig ist „%“, seit %.',
  readAt: 'Richtig ist „%“, Stand %.',
  gone: 'Diesen Wert gibt es nicht mehr.',
  insert: 'Antwort einfügen',
  handled: 'Erledigt',
  done: 'Erledigt.',
  undo: 'Zurücknehmen',
  refused: 'Ging nicht',
};
