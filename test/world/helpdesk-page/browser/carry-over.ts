/** What one page load leaves to the next in the same tab: who is at work, and once, what has just happened. */
interface CarryOver {
  readonly agentId: string;
  readonly said?: string;
}

const key = 'helpdesk-page-carry-over';

export const leave = (storage: Pick<Storage, 'setItem'>, left: CarryOver) => storage.setItem(key, JSON.stringify(left));

export function takeLeft(storage: Pick<Storage, 'getItem' | 'setItem'>): CarryOver | undefined {
  const text = storage.getItem(key);
  if (text === null) return undefined;
  // Written above, by this page and for this tab alone.
  const left = JSON.parse(text) as CarryOver;
  leave(storage, { agentId: left.agentId });
  return left;
}
