import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { createAsk } from '../identify/ask-crm.ts';
import type { Confirmation, Confirmed } from '../identify/confirm.ts';
import { identify, rememberedLink } from '../identify/identify.ts';
import type { IdentifyDeps, Identity, Party } from '../identify/identity.ts';
import { payingGroup } from '../identify/paying-group.ts';
import type { Link } from '../ports.ts';
import { inWords } from '../present/candidate-words.ts';
import { customerOf } from '../present/customer.ts';
import { noteOn } from '../present/customer-note.ts';
import { storyOf } from '../present/customer-story.ts';
import { accountFacts, placeholdersOf } from '../present/placeholders.ts';
import type { CardStream } from '../stream/card-stream.ts';
import { createFanOut, type FanOut, type FanOutDeps } from './fan-out.ts';
import { readOnce } from './read-once.ts';
import type { ReadState } from './read-state.ts';

export interface AttemptDeps extends IdentifyDeps, FanOutDeps {
  /** Base of each connector's own pages, for links in fallbacks. */
  consoleUrl(connector: string): string | undefined;
  onBug(error: unknown, where: string): void;
}

/** One attempt at a ticket, for one word of the helpdesk. When that word changes, it is called off and another begins. */
export interface Attempt {
  /** Starts what a guess can already ask, and keeps the answers back. */
  speculate(link: Link | undefined): void;
  /** Shows everything, as it lands. Resolves to who it was about, when that was settled. */
  show(
    confirmation: Confirmation,
    /** Before anything of that account is shown. */
    onLinked?: (accountId: string) => void,
  ): Promise<{ party: Party; link: Link } | undefined>;
  /** Nothing it still has under way will be shown. */
  callOff(): void;
  readonly fan: FanOut;
}

export function createAttempt(
  given: AttemptDeps,
  tenant: TenantId,
  cardStream: CardStream,
  options: {
    readonly forced: ReadonlySet<string>;
    readonly startedAtMs: number;
    readonly locale: string;
    readonly userId: string;
  },
  life: AbortSignal,
): Attempt {
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort(life.reason);
  if (life.aborted) end();
  else life.addEventListener('abort', end, { once: true });
  let isCalledOff = false;
  const deps = { ...given, reader: readOnce(given.reader) };
  const fan = createFanOut(deps, tenant, cardStream, options, signal);
  const { ticket } = deps.reads;

  function showNothing(ticketState: ReadState, others: ReadState): undefined {
    cardStream.show(ticket.id, ticketState);
    fan.settleAll(() => others);
  }

  async function showCustomer({ record, state }: Confirmed, onLinked: (accountId: string) => void) {
    const { ticket: opened } = record;
    cardStream.look({
      ...{ tags: opened?.tags ?? [], ...(opened && { ticket: { id: opened.id, brandId: opened.brandId } }) },
      customerLocale: record.requester?.locale ?? undefined,
      placeholders: () => placeholdersOf(deps, record, undefined),
    });
    cardStream.show(ticket.id, state);
    const shared = fan.runShared();
    const party = partyOf(record);
    if (!party) {
      cardStream.say({ state: 'no_requester' });
      await shared;
      fan.settleAll(() => ({ kind: 'unlinked', why: 'no_requester' }));
      return undefined;
    }
    fan.runParty(party);
    const before = await rememberedLink(deps, tenant, party);
    if (isCalledOff) return undefined;
    if (before) onLinked(before.accountId);
    const remembered: Identity | undefined = before && { kind: 'linked', link: before, missing: {} };
    // What is remembered is shown at once, while the CRM is asked whether it still says so.
    const begun = remembered && tell(record, party, remembered, before);
    if (begun) void fan.run({ party, link: before }, undefined);
    const identity = await identify(deps, tenant, party, before, options.forced, signal).catch(
      (error: unknown): Identity => {
        deps.onBug(error, 'identify');
        return remembered ?? { kind: 'unresolved', reason: 'bad_answer' };
      },
    );
    if (isCalledOff) return undefined;
    const link = identity.kind === 'linked' ? identity.link : undefined;
    if (link) onLinked(link.accountId);
    // The CRM says what was remembered: that has been said.
    const isAsBefore = begun && link === before && identity.kind === 'linked' && isNothing(identity.missing);
    const say = isAsBefore ? begun : tell(record, party, identity, link);
    const naming = link && groupOf(link);
    await Promise.all([shared, fan.run({ party, link }, identity)]);
    if (isCalledOff) return undefined;
    // Said again where the account's name was only read meanwhile, and once more with who pays for it.
    say();
    const group = await naming;
    if (isCalledOff) return undefined;
    if (group !== undefined) say(group);
    return link && { party, link };
  }

  function groupOf(link: Link): Promise<string | undefined> {
    return payingGroup(deps, createAsk(deps.reader, tenant, signal).ask, link).catch((error: unknown) => {
      deps.onBug(error, 'paying group');
      return undefined;
    });
  }

  /** Says who this is. To be said again when more is known of the account. */
  function tell(record: TicketRecord, party: Party, identity: Identity, link: Link | undefined) {
    const note = noteOn(identity, options.locale, deps.now());
    const { sharedMailboxes } = deps.blueprint;
    const { fields } = deps.reads.account;
    const words = (all: readonly Candidate[]) => inWords(all, fields, options.locale);
    const say = (group?: string) => {
      const story = storyOf(identity, party, sharedMailboxes, group, options);
      cardStream.say(customerOf(party, identity, link ? accountFacts(deps, tenant, link) : {}, { note, story, words }));
    };
    const payer = identity.kind === 'linked' ? identity.missing.billing : undefined;
    const payers = payer?.kind === 'several' ? payer.names : undefined;
    cardStream.look({ placeholders: () => placeholdersOf(deps, record, link, payers) });
    say();
    return say;
  }

  return {
    fan,
    speculate: (link) => fan.speculate({ party: undefined, link }),
    callOff() {
      isCalledOff = true;
      ending.abort(new UpstreamError('cancelled'));
    },
    async show(confirmation, onLinked = () => {}) {
      switch (confirmation.kind) {
        case 'confirmed':
          return showCustomer(confirmation, onLinked);
        case 'unknown_ticket': {
          cardStream.say({ state: 'unknown_ticket' });
          const unlinked: ReadState = { kind: 'unlinked', why: 'unknown_ticket' };
          return showNothing(unlinked, unlinked);
        }
        case 'unverified': {
          const { reason } = confirmation;
          cardStream.say({ state: 'unverified', reason });
          return showNothing({ kind: 'failed', reason }, blocked(reason));
        }
      }
    },
  };
}

const isNothing = (missing: object): boolean => Object.keys(missing).length === 0;

const blocked = (reason: Reason): ReadState => ({ kind: 'blocked', reason });

const partyOf = ({ requester, organization }: TicketRecord): Party | undefined =>
  requester === null ? undefined : { requester, organization };
