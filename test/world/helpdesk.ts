import type { HelpdeskTicket } from './company/bundle.ts';
import type { Company } from './company/company.ts';

export interface Comment {
  readonly id: number;
  readonly authorId: number;
  readonly body: string;
  readonly isPublic: boolean;
  readonly createdAtMs: number;
}

export interface TicketChange {
  readonly requesterId?: number | null;
  readonly organizationId?: number | null;
  readonly status?: HelpdeskTicket['status'];
  readonly tags?: readonly string[];
  readonly subject?: string;
  readonly priority?: HelpdeskTicket['priority'];
  readonly assigneeId?: number | null;
  readonly groupId?: number | null;
  readonly brandId?: number;
  readonly followerIds?: readonly number[];
  readonly csat?: 'good' | 'bad';
  /** What happened before somebody looks: for a ticket that is older than the world. */
  readonly createdAtMs?: number;
  readonly updatedAtMs?: number;
  readonly firstReplyAtMs?: number;
  readonly solvedAtMs?: number;
  readonly dueAtMs?: number;
  readonly breachedAtMs?: number;
  readonly comment?: { readonly body: string; readonly isPublic: boolean; readonly authorId: number };
}

type HiddenAs = 'missing' | 'forbidden';

/** The helpdesk's own memory: the company's tickets, and what was changed since the world began. */
export interface Helpdesk {
  ticket(id: number): HelpdeskTicket | undefined;
  /** The newest change first; without those whoever asks may not see. */
  ticketsOf(owner: 'organizations' | 'users', id: number): readonly HelpdeskTicket[];
  comments(id: number): readonly Comment[];
  /** In a group that whoever asks is not in. */
  isPrivate(id: number): boolean;
  setPrivate(id: number, isPrivate: boolean): void;
  /** A ticket, or a person, from one of the staff by their own rights; or not any more. Where it is `missing` they are told that there is none. */
  hideFrom(id: number, userId: number, as: HiddenAs | undefined): void;
  hiddenFrom(id: number, userId: number): HiddenAs | undefined;
  create(change: TicketChange): HelpdeskTicket;
  /** What the ticket is now; undefined when there is none. */
  change(id: number, change: TicketChange): HelpdeskTicket | undefined;
  /** Those that were made or changed since the world began; undefined for one that was deleted. */
  touched(): ReadonlyMap<number, HelpdeskTicket | undefined>;
  /** A ticket is again as the world began: its comments since then are gone, too. */
  forget(id: number): void;
  /** False where there is none. */
  remove(id: number): boolean;
}

export function createHelpdesk(company: Company): Helpdesk {
  const changed = new Map<number, HelpdeskTicket>();
  const added = new Map<number, Comment[]>();
  const hidden = new Set<number>();
  const kept = new Map<string, HiddenAs>();
  const removed = new Set<number>();
  // Above every generated id, however many customers there are.
  let nextTicket = 10_000_000;
  let nextComment = 1;

  const ticket = (id: number) => (removed.has(id) ? undefined : (changed.get(id) ?? company.ticket(id)));
  const note = (id: number, comment: TicketChange['comment']) => {
    if (!comment) return;
    const list = added.get(id) ?? [];
    list.push({ id: 5_000_000 + nextComment++, createdAtMs: Date.now(), ...comment });
    added.set(id, list);
  };

  return {
    ticket,
    ticketsOf(owner, id) {
      const known = company.ticketsOf(owner, id).map((each) => each.id);
      return [...new Set([...known, ...changed.keys()])]
        .flatMap((each) => ticket(each) ?? [])
        .filter((each) => (owner === 'users' ? each.requesterId : each.organizationId) === id && !hidden.has(each.id))
        .sort((a, b) => b.updatedAtMs - a.updatedAtMs);
    },
    isPrivate: (id) => hidden.has(id),
    setPrivate: (id, isPrivate) => void (isPrivate ? hidden.add(id) : hidden.delete(id)),
    hideFrom: (id, userId, as) => void (as ? kept.set(`${id} ${userId}`, as) : kept.delete(`${id} ${userId}`)),
    hiddenFrom: (id, userId) => kept.get(`${id} ${userId}`),
    comments(id) {
      const found = ticket(id);
      if (!found) return [];
      const first = {
        id: 1_000_000_000 + id,
        authorId: found.requesterId ?? found.assigneeId ?? -1,
        body: found.message,
        isPublic: true,
        createdAtMs: found.createdAtMs,
      };
      return [first, ...(added.get(id) ?? [])];
    },
    create({ comment, ...rest }) {
      const now = Date.now();
      const made: HelpdeskTicket = {
        id: nextTicket++,
        subject: '(no subject)',
        message: comment?.body ?? '',
        requesterId: null,
        organizationId: null,
        assigneeId: null,
        status: 'new',
        priority: null,
        tags: [],
        createdAtMs: now,
        updatedAtMs: now,
        ...rest,
      };
      changed.set(made.id, made);
      return made;
    },
    change(id, { comment, ...rest }) {
      const before = ticket(id);
      if (!before) return undefined;
      const nowMs = Date.now();
      const after = settled({ ...before, ...rest, updatedAtMs: rest.updatedAtMs ?? nowMs }, nowMs);
      if (comment?.isPublic && comment.authorId !== after.requesterId && after.firstReplyAtMs === undefined)
        Object.assign(after, { firstReplyAtMs: nowMs });
      changed.set(id, after);
      note(id, comment);
      return after;
    },
    touched: () => new Map([...changed.keys(), ...removed].map((id) => [id, ticket(id)])),
    forget(id) {
      changed.delete(id);
      added.delete(id);
    },
    remove(id) {
      if (!ticket(id)) return false;
      removed.add(id);
      return true;
    },
  };
}

/** When it was solved, while it is. */
function settled({ solvedAtMs, ...ticket }: HelpdeskTicket, nowMs: number): HelpdeskTicket {
  const isSettled = ticket.status === 'solved' || ticket.status === 'closed';
  return isSettled ? { ...ticket, solvedAtMs: solvedAtMs ?? nowMs } : ticket;
}
