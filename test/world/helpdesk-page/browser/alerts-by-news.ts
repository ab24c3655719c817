/** How many alerts told of something broken, and how many that it is back. */
export interface AlertsByNews {
  readonly broken: number;
  readonly back: number;
}

/** By PagerDuty's own word for it: of the owners' channels it alone has one. */
export function alertsByNews(received: readonly { readonly kind: string; readonly body: unknown }[]): AlertsByNews {
  const count = (action: string) =>
    received.filter(({ kind, body }) => kind === 'pagerduty' && actionOf(body) === action).length;
  return { broken: count('trigger'), back: count('resolve') };
}

const actionOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'event_action' in body ? body.event_action : undefined;
