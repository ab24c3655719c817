import { z } from 'zod';
import type { Changes } from './changes.ts';
import type { FaultSwitches } from './faults/switches.ts';
import type { Helpdesk } from './helpdesk.ts';
import type { EntryRequest, SessionAnswer, SignedEntry } from './session.ts';

export interface BeginAgainDeps {
  readonly faults: Pick<FaultSwitches, 'clear'>;
  readonly changes: Pick<Changes, 'clear'>;
  readonly helpdesk: Pick<Helpdesk, 'forget'>;
  sign(request: EntryRequest): Promise<SignedEntry>;
  session(request: EntryRequest, signal: AbortSignal): Promise<SessionAnswer>;
}

const TIMEOUT_MS = 5000;
const AS_AGENT = { role: 'agent', location: 'ticket_sidebar' } as const;
const Answers = z.object({ corrections: z.array(z.object({ incidentId: z.string() })) });

/**
 * As if nobody had played with this ticket: no fault, nothing paid meanwhile, no reply since the world began. What the
 * product still holds against the reply is marked as handled, as its agent would do it.
 */
export async function beginAgain(ticketId: string, deps: BeginAgainDeps): Promise<void> {
  deps.faults.clear();
  deps.changes.clear();
  deps.helpdesk.forget(Number(ticketId));
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const session = await deps.session(AS_AGENT, signal);
  if (!session.ok) throw new Error('the product signed nobody in');
  const api = new URL((await deps.sign(AS_AGENT)).url).origin;
  const ask = (method: string, path: string) =>
    fetch(`${api}/v1/answers/${ticketId}${path}`, {
      ...{ method, signal },
      headers: { authorization: `Bearer ${session.token}` },
    });
  const { corrections } = Answers.parse(await (await ask('GET', '')).json());
  for (const { incidentId } of corrections) await ask('POST', `/${incidentId}/handled`);
}
