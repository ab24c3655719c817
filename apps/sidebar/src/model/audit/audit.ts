import type { AuditCheck, AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { AuditFilter, AuditState } from './state.ts';

export interface AuditViewDeps {
  readonly state: Store<AuditState>;
  readonly client: Client;
  save(name: string, type: string, text: string): void;
  isAuditPage: Check<AuditPage>;
  isAuditCheck: Check<AuditCheck>;
}

export interface AuditView {
  fill(part: Partial<AuditFilter>): void;
  /** What is typed. */
  search(): void;
  /** Everything of one kind: of the person who did it, or of a ticket. */
  only(part: Partial<AuditFilter>): void;
  older(): void;
  check(): void;
  /** Of the person whose rows are shown. Asked first, and done once that is confirmed. */
  endSessions(step: 'ask' | 'cancel' | 'do'): void;
  exportAs(format: 'csv' | 'jsonl'): void;
}

const TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const;
const DAY_MS = 86_400_000;
/** A user of the helpdesk. */
const PERSON = /^\d{1,20}$/;

export function createAuditView({ state, client, save, isAuditPage, isAuditCheck }: AuditViewDeps): AuditView {
  const paint = (change: Partial<AuditState>) => state.set({ ...state.get(), ...change });
  let newest = 0;

  async function read(before?: number): Promise<void> {
    const turn = ++newest;
    const { filter } = state.get();
    paint({ busy: 'searching', refusal: undefined });
    const answer = await client.get(`/v1/audit${queryOf(filter, { before })}`, isAuditPage);
    if (turn !== newest) return;
    if (!answer.ok) return paint({ busy: undefined, refusal: answer.refusal });
    const { items, check } = answer.value;
    const known = before === undefined ? [] : (state.get().items ?? []);
    const person = PERSON.test(filter.actor.trim()) ? filter.actor.trim() : undefined;
    const ending = person === state.get().person ? state.get().ending : undefined;
    paint({ busy: undefined, items: [...known, ...items], before: answer.value.before, check, person, ending });
  }

  return {
    fill: (part) => paint({ filter: { ...state.get().filter, ...part } }),
    search: () => void read(),
    only(part) {
      paint({ filter: { ...state.get().filter, ...part } });
      void read();
    },
    older: () => void read(state.get().before),
    async endSessions(step) {
      const { person } = state.get();
      if (step !== 'do' || person === undefined) return paint({ ending: step === 'ask' ? 'asked' : undefined });
      paint({ ending: 'under_way', refusal: undefined });
      const answer = await client.post(`/v1/session/${person}`, {}, 'DELETE');
      paint({ ending: answer.ok ? 'ended' : undefined, refusal: answer.ok ? undefined : answer.refusal });
    },
    async check() {
      paint({ busy: 'checking', refusal: undefined });
      const answer = await client.tell('/v1/audit/check', {}, isAuditCheck);
      paint({ busy: undefined, ...(answer.ok ? { check: answer.value } : { refusal: answer.refusal }) });
    },
    async exportAs(format) {
      paint({ busy: 'exporting', refusal: undefined });
      const answer = await client.text(`/v1/audit/export${queryOf(state.get().filter, { format })}`);
      paint({ busy: undefined, refusal: answer.ok ? undefined : answer.refusal });
      if (answer.ok) save(`audit.${format}`, TYPES[format], answer.value);
    },
  };
}

/** Days as the reader has them: the last one is part of it. */
export function queryOf(
  { from, until, ...texts }: AuditFilter,
  more: { readonly before?: number | undefined; readonly format?: string },
): string {
  const given = new URLSearchParams();
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') given.append(name, String(value));
  };
  for (const [name, value] of Object.entries(texts)) add(name, value.trim());
  add('from', from && new Date(`${from}T00:00`).toISOString());
  add('until', until && new Date(Date.parse(`${until}T00:00`) + DAY_MS).toISOString());
  add('before', more.before);
  add('format', more.format);
  const text = given.toString();
  return text && `?${text}`;
}
