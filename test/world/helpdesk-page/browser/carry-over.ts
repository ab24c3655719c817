/** What one page load leaves to the next, once: an app is installed or taken out by loading the page anew. */
interface CarryOver {
  readonly agentId: string;
  readonly said: string;
}

const key = 'helpdesk-page-carry-over';

export const leave = (storage: Pick<Storage, 'setItem'>, left: CarryOver) => storage.setItem(key, JSON.stringify(left));

export function takeLeft(storage: Pick<Storage, 'getItem' | 'removeItem'>): CarryOver | undefined {
  const text = storage.getItem(key);
  storage.removeItem(key);
  // Written above, by this page and for this tab alone.
  return text === null ? undefined : (JSON.parse(text) as CarryOver);
}
