/** How many alerts told of something broken, and how many that it is back; `open`: of how many nobody has said so yet. */
export interface AlertsByNews {
  readonly broken: number;
  readonly back: number;
  readonly open: number;
}

/** By PagerDuty's own word for it: of the owners' channels it alone has one, and a key that updates of one thing share. */
export function alertsByNews(received: readonly { readonly kind: string; readonly body: unknown }[]): AlertsByNews {
  const pages = received.filter(({ kind }) => kind === 'pagerduty').map(({ body }) => body);
  const count = (action: string) => pages.filter((body) => textOf(body, 'event_action') === action).length;
  const latest = new Map(pages.map((body) => [textOf(body, 'dedup_key'), textOf(body, 'event_action')]));
  const open = [...latest.values()].filter((action) => action === 'trigger').length;
  return { broken: count('trigger'), back: count('resolve'), open };
}

const textOf = (body: unknown, key: string): unknown =>
  typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === key)?.[1] : undefined;
