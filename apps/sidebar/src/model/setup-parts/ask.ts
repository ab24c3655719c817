import type { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import type { PreviewAnswer, PreviewedAs } from '@sidelight/shared/setup/preview.ts';
import type { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import type { Attention, Clock } from '../../host/port.ts';
import { readWhileShown } from '../read-while-shown.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { SetupPartsState } from './state.ts';

export interface SetupPartsDeps {
  readonly state: Store<SetupPartsState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  isStoredKeys: Check<StoredKeys>;
  isGroupMembers: Check<GroupMembers>;
  isPreviewAnswer: Check<PreviewAnswer>;
}

export const KEYS_EVERY_MS = 10_000;
const MAX_GROUPS = 20;

/** A number as people copy it: `#1001`, with spaces around it. */
const digitsOf = (ticket: string): string => ticket.replace(/^[\s#]+/, '').trimEnd();
export const isTicketNumber = (ticket: string): boolean => /^\d{0,20}$/.test(digitsOf(ticket));

/** Keys and their ends, how many people groups are, and a ticket as somebody else sees it. */
export function createSetupParts(deps: SetupPartsDeps) {
  const { state, client, clock, attention } = deps;
  const paint = (change: Partial<SetupPartsState>) => state.set({ ...state.get(), ...change });
  const counted = new Set<string>();

  const { setShown, refresh } = readWhileShown({
    ...{ clock, attention, everyMs: KEYS_EVERY_MS },
    ask: () => client.get('/v1/setup/keys', deps.isStoredKeys),
    take(answer) {
      if (answer.ok) paint({ keys: answer.value.keys });
    },
  });

  return {
    setShown,
    refresh,
    /** Of those that were not counted yet. What could not be counted is not asked for again while the page stands. */
    async count(groups: readonly string[]): Promise<void> {
      const fresh = groups.filter((group) => !counted.has(group)).slice(0, MAX_GROUPS);
      if (fresh.length === 0) return;
      for (const group of fresh) counted.add(group);
      const answer = await client.get(`/v1/setup/rollout/members?groups=${fresh.join(',')}`, deps.isGroupMembers);
      const members = new Map(state.get().members);
      for (const group of fresh)
        members.set(group, answer.ok ? answer.value.members.find((one) => one.group === group)?.count : undefined);
      paint({ members });
    },
    lookAs: (as: PreviewedAs) => paint({ as }),
    inGroup: (group: string) => paint({ group }),
    typeTicket: (ticket: string) => paint({ ticket }),
    async show(): Promise<void> {
      const { as, group, ticket, preview } = state.get();
      if (preview.state === 'asking' || !isTicketNumber(ticket)) return;
      paint({ preview: { state: 'asking' } });
      const ticketId = digitsOf(ticket);
      const body = { as, ...(group !== '' && { group }), ...(ticketId !== '' && { ticketId }) };
      const answer = await client.tell('/v1/setup/preview', body, deps.isPreviewAnswer);
      paint({
        preview: answer.ok
          ? { state: 'answered', answer: answer.value, as, group }
          : { state: 'refused', refusal: answer.refusal },
      });
    },
  };
}

export type SetupParts = ReturnType<typeof createSetupParts>;
