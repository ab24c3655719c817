import type { Field } from '@sidelight/shared/context/field.ts';
import type { Observation } from '@sidelight/shared/map/observation.ts';
import { reportableCode } from '@sidelight/shared/map/reportable-code.ts';
import { createTurns } from '../jobs/turns.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { looksPersonal } from './looks-personal.ts';
import type { ObservationLog } from './ports.ts';

/** Counts what was called, answered and shown, so that the map can be compared with it. Keeps no value. */
export interface MapUsage {
  call(system: string, connector: string): void;
  answered(read: string): void;
  /** One context as it was shown; `fields` is only asked now and then, and answers none where nothing was read. */
  shown(newCodes: ReadonlyMap<string, string>, fields: () => readonly Field[]): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface ObserverDeps {
  readonly tenant: TenantId;
  readonly log: ObservationLog;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

const SAY_EVERY_MS = 15_000;
/** Twenty fields are worked out for it: often enough to know them, too seldom to be felt. */
const LOOK_EVERY_MS = 250;
/** A vendor that makes up a code a ticket fills neither memory nor table. */
const MAX_KINDS = 1000;

export function createMapUsage({ tenant, log, now, steadyNow }: ObserverDeps): MapUsage {
  let counts = new Map<string, Observation>();
  let lookedMs = Number.NEGATIVE_INFINITY;
  const isTurn = createTurns(SAY_EVERY_MS, steadyNow);

  function note(kind: Observation['kind'], name: string, detail = ''): void {
    const key = `${kind}|${name}|${detail}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    if (count > 1 || counts.size < MAX_KINDS) counts.set(key, { kind, name, detail, count });
  }
  function noteText(field: string, text: string): boolean {
    const looks = looksPersonal(text);
    if (looks) note('looks', field, looks);
    return looks !== undefined;
  }
  function noteField(field: Field): void {
    if (field.state === 'failed' && field.reason === 'bad_answer') note('field', field.id, 'bad_answer');
    // What is known to be wrong says nothing about the map.
    if ((field.state !== 'ok' && field.state !== 'absent') || field.reason) return;
    if (field.state === 'absent') note('field', field.id, 'absent');
    if (field.state !== 'ok') return;
    note('field', field.id, 'filled');
    if (field.value.kind === 'text') noteText(field.id, field.value.text);
  }
  async function write(): Promise<void> {
    const seen = counts;
    counts = new Map();
    await log.add(tenant, now(), [...seen.values()]);
  }

  return {
    call: (system, connector) => note('call', `${system}/${connector}`),
    answered: (read) => note('read', read),
    shown(newCodes, fields) {
      // What looks personal is never kept, not even as a code.
      for (const [field, code] of newCodes) if (!noteText(field, code)) note('code', field, reportableCode(code));
      if (steadyNow() - lookedMs < LOOK_EVERY_MS) return;
      for (const field of fields()) {
        lookedMs = steadyNow();
        noteField(field);
      }
    },
    async flush() {
      if (isTurn() && counts.size > 0) await write();
    },
    async close() {
      if (counts.size > 0) await write();
    },
  };
}
