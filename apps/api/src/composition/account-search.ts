import type { FoundAccounts } from '../connectors/port.ts';
import type { Connections } from '../connectors/registry.ts';
import type { ReadPlan } from '../context/blueprint.ts';

/** Looks for accounts where their records are read, as an agent's own question: within its time and its share. */
export const createAccountSearch =
  ({ connector, budget }: ReadPlan, connections: Pick<Connections, 'get'>) =>
  (text: string, signal: AbortSignal): Promise<FoundAccounts> | undefined => {
    const connection = connections.get(connector);
    const search = connection?.connector.searchAccounts;
    if (!connection || !search) return undefined;
    const { timeoutMs, retries } = budget;
    return connection.policy.run('search', (own) => search(text, own), timeoutMs, retries, signal);
  };
