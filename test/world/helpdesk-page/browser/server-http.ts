import type { Ticket } from '../workspace.ts';
import { type Server, ServerRefusal, type SignedEntry } from './server.ts';

interface CallCounts {
  readonly systems: Readonly<Record<string, { readonly total: number }>>;
}

/** The page's own server, over fetch. */
export function createServer(): Server {
  const ask = async (method: string, path: string, signal: AbortSignal, body?: unknown): Promise<unknown> => {
    const answer = await fetch(path, {
      method,
      signal,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new ServerRefusal(answer.status);
    return answer.status === 204 ? undefined : answer.json();
  };
  // The casts below: this page and its server are one program, and the server checked what it hands on.
  return {
    tickets: async (signal) => (await ask('GET', '/tickets', signal)) as readonly Ticket[],
    ticket: async (id, signal) =>
      (await ask('GET', `/tickets/${id}`, signal).catch((error: unknown) => {
        if (error instanceof ServerRefusal && error.status === 404) return undefined;
        throw error;
      })) as Ticket | undefined,
    sign: async (entry, signal) => (await ask('POST', '/control/sign', signal, entry)) as SignedEntry,
    isApiUp: async (signal) => ((await ask('GET', '/app-health', signal)) as { isUp: boolean }).isUp,
    faults: async (signal) => (await ask('GET', '/control/faults', signal)) as Record<string, { kind: string }>,
    setFault: async (system, fault, signal) => void (await ask('PUT', `/control/faults/${system}`, signal, fault)),
    clearFault: async (system, signal) => void (await ask('DELETE', `/control/faults/${system}`, signal)),
    clearFaults: async (signal) => void (await ask('DELETE', '/control/faults', signal)),
    async calls(signal) {
      const { systems } = (await ask('GET', '/control/calls', signal)) as CallCounts;
      return Object.fromEntries(Object.entries(systems).map(([name, { total }]) => [name, total]));
    },
    clearCalls: async (signal) => void (await ask('DELETE', '/control/calls', signal)),
    updateTicket: async (id, change, signal) =>
      void (await ask('PUT', `/api/v2/tickets/${id}.json`, signal, { ticket: change })),
    async createTicket(ticket, signal) {
      const created = (await ask('POST', '/api/v2/tickets.json', signal, { ticket })) as { ticket: { id: number } };
      return String(created.ticket.id);
    },
  };
}
