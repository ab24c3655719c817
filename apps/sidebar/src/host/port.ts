export type ColorScheme = 'light' | 'dark';

/** What the helpdesk says is on screen. A ticket that is not saved yet has no id; it may have no requester either. */
export interface TicketRef {
  readonly ticketId?: string;
  readonly requesterId?: string;
  readonly organizationId?: string;
}

/**
 * The little we need from the helpdesk around us. Listeners stay for as long as the page does.
 *
 * Nothing here trusts the other side: ids are digits or absent, and every call
 * settles, by an answer or by rejecting, even if the helpdesk never replies.
 */
export interface HelpdeskHost {
  /** Rejects when the helpdesk does not say what is on screen. */
  identify(signal: AbortSignal): Promise<TicketRef>;
  /** Another requester, organisation or ticket is on screen. */
  onTicketChanged(listener: () => void): void;
  onTicketSaved(listener: () => void): void;
  /** False once the agent has moved to another tab of the helpdesk. */
  onActivity(listener: (isActive: boolean) => void): void;
  onColorScheme(listener: (scheme: ColorScheme) => void): void;
  resize(heightPx: number): void;
  /** Adds plain text to the reply being written. A draft: nothing is sent. Resolves to false if refused. */
  insertDraft(text: string, signal: AbortSignal): Promise<boolean>;
  /** What the agent is writing, as the helpdesk says it: `comment.type`, `comment.text`. Rejects when it says nothing. */
  writing(signal: AbortSignal): Promise<unknown>;
}

/** Time, as the model sees it. Tests turn it by hand. */
export interface Clock {
  nowMs(): number;
  /** Answers how to call it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** Whether anybody can see us: the browser tab is shown and the app is not put aside. */
export interface Attention {
  isOn(): boolean;
  onChange(listener: () => void): void;
}

/** A window of its own, open and still empty. */
export interface Popup {
  go(url: string): void;
  close(): void;
}

/** The tabs of one person in one browser that have the same page open. */
export interface Tabs {
  /** Calls `run` once this tab leads, and leads until what it answers settles. */
  lead(run: () => Promise<void>): void;
  /** To the others. */
  say(ids: readonly string[]): void;
  /** From another; the first time what was said before this tab came. */
  onSaid(listener: (ids: readonly string[]) => void): void;
  /** Another one has just come. */
  onAsked(listener: () => void): void;
}
