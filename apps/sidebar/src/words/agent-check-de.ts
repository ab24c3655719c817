import type { AgentCheckWords } from './agent-check-words.ts';

export const agentCheckDe: AgentCheckWords = {
  title: 'Wer entscheidet, welche Tickets hier zu sehen sind',
  isOff:
    'Sidelight, nach dem Eintrag der Person im Helpdesk: Einschränkung, Gruppen, Organisationen und Marken. Das ist eine Näherung: Private Gruppen und eigene Rollen stehen in keinem Eintrag.',
  isOn: 'Der Helpdesk selbst: Sidelight fragt ihn mit dem eigenen Token jeder Person und zeigt nichts von einem Ticket, das er ihr nicht zeigt. Erlaubt bisher von: {0}.',
  costs:
    'Den Helpdesk zu fragen, kostet jede Person eine einmalige Anmeldung und je Person und Ticket einen Aufruf mehr, höchstens einen in der Minute. Frühere Tickets eines Kunden sehen dann nur noch Administratoren des Helpdesks.',
  switchOn: 'Den Helpdesk entscheiden lassen',
  switchOff: 'Zurück zur Näherung',
  switching: 'Wird umgestellt …',
  sure: 'Was erlaubt wurde, wird dann zurückgegeben. Zurück zur Näherung?',
  yes: 'Zurück zur Näherung',
  no: 'So lassen',
  missing: 'Dieser Server kann den Helpdesk so nicht fragen. Wer ihn betreibt, setzt zuerst: {0}.',
  cannotAsk:
    'Dieser Server kann den Helpdesk nicht mehr fragen, deshalb ist kein Ticket zu sehen. Wer ihn betreibt, richtet den OAuth-Client wieder ein, oder Sie gehen zurück zur Näherung.',
};
