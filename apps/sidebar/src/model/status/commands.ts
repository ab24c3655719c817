import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { MaintenanceRequest, ReplanRequest } from '@sidelight/shared/health/request.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { Clock } from '../../host/port.ts';
import type { Store } from '../store.ts';
import type { Client } from './client.ts';
import type { Command, PageState } from './state.ts';

export interface CommandDeps {
  readonly state: Store<PageState>;
  readonly client: Client;
  readonly clock: Clock;
  /** What a plan is written in. */
  fetchPlanForm(): Promise<unknown>;
  /** What was done is shown at once, not at the next change. */
  refresh(): void;
}

/** What leads do about incidents. One at a time. */
export interface Commands {
  acknowledge(incident: Incident): void;
  assign(incident: Incident, to: string): void;
  note(incident: Incident, text: string): void;
  /** It will be over so many minutes from now. */
  expect(incident: Incident, minutes: number): void;
  endMaintenance(incident: Incident): void;
  declare(request: MaintenanceRequest): void;
  /** Somebody has taken care of this answer. */
  handled(risk: Risk): void;
  /** Nobody has, after all. */
  reopen(risk: Risk): void;
  /** Planned maintenance will be at another time, or for something else. */
  replan(id: string, request: ReplanRequest): void;
  /** Takes planned maintenance back. */
  unplan(id: string): void;
  /** Opens the form for a plan, as soon as that is there. */
  openPlan(key: string): Promise<void>;
  /** Opens a form, or closes it. */
  toggleForm(key: string): void;
}

/** How long a button says what came of it. */
const SAID_MS = 6_000;

export const keyOf = (what: 'ack' | 'assign' | 'note' | 'expect' | 'end', { id }: Incident): string => `${what} ${id}`;
type Risk = Pick<StatusReport['risks'][number], 'incidentId' | 'ticketId'>;
export const handledKey = ({ incidentId, ticketId }: Risk): string => `handled ${incidentId} ${ticketId}`;
const handledPath = ({ incidentId, ticketId }: Risk): string =>
  `/v1/incidents/${encodeURIComponent(incidentId)}/answers/${encodeURIComponent(ticketId)}/handled`;
export const DECLARE = 'declare';
export const replanKey = (id: string): string => `replan ${id}`;
export const unplanKey = (id: string): string => `unplan ${id}`;

export function createCommands({ state, client, clock, fetchPlanForm, refresh }: CommandDeps): Commands {
  const paint = (change: Partial<PageState>) => state.set({ ...state.get(), ...change });

  async function send(key: string, path: string, body: unknown, method?: 'DELETE'): Promise<void> {
    if (state.get().command?.state === 'sending') return;
    paint({ command: { key, state: 'sending' } });
    const answer = await client.post(path, body, method);
    const command: Command = answer.ok ? { key, state: 'done' } : { key, state: 'refused', refusal: answer.refusal };
    // What was typed stays in a form whose text did not arrive.
    paint({ command, ...(answer.ok && state.get().form === key && { form: undefined }) });
    if (answer.ok) clock.after(SAID_MS, () => state.get().command === command && paint({ command: undefined }));
    refresh();
  }

  const plan = (id: string) => `/v1/incidents/planned/${encodeURIComponent(id)}`;
  const about = ({ id }: Incident, verb: string) => `/v1/incidents/${encodeURIComponent(id)}/${verb}`;

  return {
    acknowledge: (incident) => void send(keyOf('ack', incident), about(incident, 'acknowledge'), {}),
    assign: (incident, to) => void send(keyOf('assign', incident), about(incident, 'assign'), { to }),
    expect: (incident, minutes) => void send(keyOf('expect', incident), about(incident, 'expect'), { minutes }),
    note: (incident, text) => void send(keyOf('note', incident), about(incident, 'note'), { text }),
    endMaintenance: (incident) => void send(keyOf('end', incident), about(incident, 'close'), {}),
    declare: (request) => void send(DECLARE, '/v1/incidents', request),
    replan: (id, request) => void send(replanKey(id), plan(id), request),
    unplan: (id) => void send(unplanKey(id), plan(id), {}, 'DELETE'),
    handled: (risk) => void send(handledKey(risk), handledPath(risk), {}),
    reopen: (risk) => void send(handledKey(risk), handledPath(risk), {}, 'DELETE'),
    openPlan: (key) =>
      fetchPlanForm().then(
        () => paint({ form: key }),
        () => paint({ command: { key, state: 'refused', refusal: { kind: 'broken' } } }),
      ),
    toggleForm: (key) => paint({ form: state.get().form === key ? undefined : key }),
  };
}
