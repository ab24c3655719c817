import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import type { TicketNotes } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Activity, ActivityTarget, ItemOutcome } from '../connectors/sync-port.ts';
import type { TicketSource } from '../connectors/tickets-port.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { goneText, hashOf, noteKey, noteText } from './note-text.ts';
import type { Due, SettledNotes, SupportStore } from './ports.ts';
import type { TicketFact } from './ticket-fact.ts';
import { toFact } from './to-fact.ts';

export interface WriteNotesDeps {
  readonly tenant: TenantId;
  readonly store: SupportStore;
  readonly rules: HealthScore;
  readonly notes: TicketNotes;
  read(ids: readonly string[], signal: AbortSignal): ReturnType<TicketSource['read']>;
  write(activities: readonly Activity[], signal: AbortSignal): ReturnType<ActivityTarget['write']>;
}

interface Draft {
  readonly due: Due;
  readonly activity: Activity;
  readonly hash: string;
  /** The ticket is no more: nothing will change its note again. */
  readonly isLast: boolean;
}

/**
 * One note a ticket on the timelines of those it is about. The subject and the agent's name are read for it and not
 * kept. Answers how many nobody can say anything of: they are due still, and written again under the same key.
 */
export async function writeNotes(deps: WriteNotesDeps, due: readonly Due[], signal: AbortSignal): Promise<number> {
  const { tenant, store } = deps;
  const ids = due.map(({ id }) => id);
  const { stories, odd } = await deps.read(ids, signal);
  const facts = stories.map(({ ticket }) => toFact(deps.rules, ticket));
  const partners = await partnersOf(deps, facts);
  const before = await store.notes(tenant, ids);
  const drafts: Draft[] = [];
  for (const one of due) {
    if (odd.includes(one.id)) continue;
    const at = stories.findIndex(({ ticket }) => ticket.id === one.id);
    const [story, fact] = [stories[at], facts[at]];
    const old = before.get(one.id);
    const draft = story && fact ? draftOf(deps, one, fact, story, partners) : old && lastOf(deps, one, old.aboutAtMs);
    if (draft && draft.hash !== old?.hash) drafts.push(draft);
  }
  const outcomes =
    drafts.length === 0
      ? {}
      : (
          await deps.write(
            drafts.map(({ activity }) => activity),
            signal,
          )
        ).items;
  const open = new Set<string>();
  const settled: { -readonly [K in keyof SettledNotes]: SettledNotes[K][number][] } = {
    ...{ written: [], refused: [], over: [], done: [] },
  };
  for (const draft of drafts) settle(draft, ownValue(outcomes, draft.activity.key), settled, open);
  settled.done.push(...due.filter(({ id }) => !open.has(id)));
  await store.noted(tenant, settled);
  return open.size;
}

type Settled = { -readonly [K in keyof SettledNotes]: SettledNotes[K][number][] };

function settle(
  { due: { id }, activity, hash, isLast }: Draft,
  outcome: ItemOutcome | undefined,
  into: Settled,
  open: Set<string>,
) {
  if (outcome?.kind === 'written') {
    if (isLast) into.over.push(id);
    else into.written.push({ ticketId: id, hash, aboutAtMs: activity.atMs });
  } else if (outcome?.kind === 'refused') into.refused.push({ ticketId: id, reason: outcome.why });
  else open.add(id);
}

type Partners = ReadonlyMap<string, ReadonlyMap<string, string>>;
const OWN = { contact: 'requesterId', company: 'organizationId' } as const;

/** By the map's name of the kind, the CRM's ids by those of the helpdesk. */
async function partnersOf({ tenant, store, notes }: WriteNotesDeps, facts: readonly TicketFact[]): Promise<Partners> {
  const found = notes.about.map(async (object) => {
    const ids = facts.flatMap((fact) => fact[OWN[object]] ?? []);
    return [object, await store.partners(tenant, object, [...new Set(ids)])] as const;
  });
  return new Map(await Promise.all(found));
}

/** Undefined where nobody whom it is about is linked. */
function draftOf(
  { tenant, rules, notes }: WriteNotesDeps,
  due: Due,
  fact: TicketFact,
  story: Parameters<typeof noteText>[3],
  partners: Partners,
): Draft | undefined {
  const about = Object.fromEntries(
    notes.about.flatMap((object) => {
      const partner = partners.get(object)?.get(fact[OWN[object]] ?? '');
      return partner === undefined ? [] : [[object, [partner]] as const];
    }),
  );
  if (Object.keys(about).length === 0) return undefined;
  const text = noteText(rules, notes.shows, fact, story);
  const activity = { key: noteKey(tenant, due.id), atMs: fact.createdAtMs, text, about };
  return { due, activity, hash: hashOf(text, about), isLast: false };
}

function lastOf({ tenant, rules }: WriteNotesDeps, due: Due, aboutAtMs: number): Draft {
  const text = goneText(rules, due.id);
  const activity = { key: noteKey(tenant, due.id), atMs: aboutAtMs, text, about: {} };
  return { due, activity, hash: hashOf(text, {}), isLast: true };
}
