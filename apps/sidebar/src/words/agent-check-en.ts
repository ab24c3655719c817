import type { AgentCheckWords } from './agent-check-words.ts';

export const agentCheckEn: AgentCheckWords = {
  title: 'Who decides which tickets an agent sees here',
  isOff:
    'Sidelight does, from the agent’s record in the helpdesk: their restriction, groups, companies and brands. That is an approximation: private groups and roles of your own are in no record.',
  isOn: 'The helpdesk itself does: Sidelight asks it with each agent’s own token, and shows nothing of a ticket that it does not show them. Allowed by {0} so far.',
  costs:
    'Asking the helpdesk takes one sign-in from each agent, once, and one more call to the helpdesk for each agent and ticket, at most one a minute. Past tickets of a customer are then shown to admins of the helpdesk only.',
  switchOn: 'Let the helpdesk decide',
  switchOff: 'Go back to the approximation',
  switching: 'Switching…',
  sure: 'What agents have allowed is then given back. Go back?',
  yes: 'Go back',
  no: 'Keep it',
  missing: 'This server is not set up to ask the helpdesk. Whoever runs it sets these first: {0}.',
  cannotAsk:
    'This server cannot ask the helpdesk any more, so agents see no ticket. Whoever runs it brings back its OAuth client, or you go back to the approximation.',
};
