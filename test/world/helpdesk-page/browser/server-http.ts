import type { Ticket, Upload } from '../workspace.ts';
import { alertsByNews } from './alerts-by-news.ts';
import { type Server, ServerRefusal, type SignedEntry } from './server.ts';

interface CallCounts {
  readonly systems: Readonly<Record<string, { readonly total: number }>>;
}

/** The page's own server, over fetch. */
export function createServer(): Server {
  const send = async (method: string, path: string, signal: AbortSignal, body?: unknown): Promise<Response> => {
    const answer = await fetch(path, {
      method,
      signal,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new ServerRefusal(answer.status);
    return answer;
  };
  const ask = async (method: string, path: string, signal: AbortSignal, body?: unknown): Promise<unknown> =>
    (await send(method, path, signal, body)).json();

  // The casts below: this page, its server and the world's control port are one program.
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
    setFault: async (system, fault, signal) => void (await send('PUT', `/control/faults/${system}`, signal, fault)),
    clearFault: async (system, signal) => void (await send('DELETE', `/control/faults/${system}`, signal)),
    clearFaults: async (signal) => void (await send('DELETE', '/control/faults', signal)),
    async calls(signal) {
      const { systems } = (await ask('GET', '/control/calls', signal)) as CallCounts;
      return Object.fromEntries(Object.entries(systems).map(([name, { total }]) => [name, total]));
    },
    clearCalls: async (signal) => void (await send('DELETE', '/control/calls', signal)),
    setPayment: async (ticketId, now, signal) =>
      void (await send('PUT', `/control/payments/${ticketId}`, signal, { now })),
    beginAgain: async (ticketId, signal) => void (await send('DELETE', `/control/played/${ticketId}`, signal)),
    alerts: async (signal) =>
      alertsByNews((await ask('GET', '/control/alerts', signal)) as Parameters<typeof alertsByNews>[0]),
    updateTicket: async (id, change, signal) =>
      void (await send('PUT', `/api/v2/tickets/${id}.json`, signal, { ticket: change })),
    async uploadApp(zip, signal) {
      const headers = { 'content-type': 'application/zip' };
      const answer = await fetch('/control/apps', { method: 'POST', headers, body: zip, signal });
      if (!answer.ok) throw new ServerRefusal(answer.status);
      return (await answer.json()) as Upload;
    },
    installApp: async (id, signal) => void (await send('POST', `/control/apps/${id}/install`, signal)),
    uninstallApp: async (id, signal) => void (await send('DELETE', `/control/apps/${id}`, signal)),
    async createTicket(ticket, signal) {
      const id = createdId(await ask('POST', '/api/v2/tickets.json', signal, { ticket }));
      // The helpdesk's API may be broken on purpose, and then says anything.
      if (id === undefined) throw new ServerRefusal(502);
      return id;
    },
  };
}

function createdId(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('ticket' in answer)) return undefined;
  const { ticket } = answer;
  if (typeof ticket !== 'object' || ticket === null || !('id' in ticket)) return undefined;
  return typeof ticket.id === 'number' ? String(ticket.id) : undefined;
}
