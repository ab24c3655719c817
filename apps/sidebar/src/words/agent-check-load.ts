import type { AgentCheckWords } from './agent-check-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadAgentCheckWords(locale: string): Promise<AgentCheckWords> {
  const english = () => import('./agent-check-en.ts').then(({ agentCheckEn }) => agentCheckEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./agent-check-de.ts').then(({ agentCheckDe }) => agentCheckDe, english);
}
