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
  readonly comment?: { readonly body: string; readonly isPublic: boolean; readonly authorId: number };
}

/** The helpdesk's own memory: the company's tickets, and what was changed since the world began. */
export interface Helpdesk {
  ticket(id: number): HelpdeskTicket | undefined;
  comments(id: number): readonly Comment[];
  /** In a group that whoever asks is not in. */
  isPrivate(id: number): boolean;
  setPrivate(id: number, isPrivate: boolean): void;
  create(change: TicketChange): HelpdeskTicket;
  /** What the ticket is now; undefined when there is none. */
  change(id: number, change: TicketChange): HelpdeskTicket | undefined;
}

export function createHelpdesk(company: Company): Helpdesk {
  const changed = new Map<number, HelpdeskTicket>();
  const added = new Map<number, Comment[]>();
  const hidden = new Set<number>();
  // Above every generated id, however many customers there are.
  let nextTicket = 10_000_000;
  let nextComment = 1;

  const ticket = (id: number) => changed.get(id) ?? company.ticket(id);
  const note = (id: number, comment: TicketChange['comment']) => {
    if (!comment) return;
    const list = added.get(id) ?? [];
    list.push({ id: 5_000_000 + nextComment++, createdAtMs: Date.now(), ...comment });
    added.set(id, list);
  };

  return {
    ticket,
    isPrivate: (id) => hidden.has(id),
    setPrivate: (id, isPrivate) => void (isPrivate ? hidden.add(id) : hidden.delete(id)),
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
      const after = { ...before, ...rest, updatedAtMs: Date.now() };
      changed.set(id, after);
      note(id, comment);
      return after;
    },
  };
}
