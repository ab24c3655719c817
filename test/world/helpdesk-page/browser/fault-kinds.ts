/** A way a system can misbehave: what the control port is told, and what the list calls it. */
export interface FaultChoice {
  readonly kind: string;
  readonly label: string;
  readonly settings?: Readonly<Record<string, number>>;
}

const faultChoices: readonly FaultChoice[] = [
  { kind: 'latency', label: 'Slow: 1.2 s more', settings: { ms: 1200 } },
  { kind: 'hang', label: 'Hangs' },
  { kind: 'reset', label: 'Drops the connection' },
  { kind: 'slow_drip', label: 'Drips byte by byte' },
  { kind: '401', label: 'Rejects our key (401)' },
  { kind: '403', label: 'Forbids it (403)' },
  { kind: '429', label: 'Rate limit (429)', settings: { retryAfterS: 20 } },
  { kind: '429_without_time', label: 'Rate limit, no time said' },
  { kind: '5xx', label: 'Broken (503)', settings: { status: 503 } },
  { kind: 'malformed_json', label: 'Broken JSON' },
  { kind: 'wrong_content_type', label: 'Wrong content type' },
  { kind: 'html_login', label: 'Login page instead' },
  { kind: 'empty_body', label: 'Empty answer' },
  { kind: 'huge_body', label: 'Huge answer' },
  { kind: 'schema_drift', label: 'Renamed fields' },
  { kind: 'lying', label: 'Lies: wrong values' },
  { kind: 'flapping', label: 'Up and down' },
];

const webhookFaults: readonly FaultChoice[] = [
  { kind: 'duplicate', label: 'Webhooks twice' },
  { kind: 'out_of_order', label: 'Webhooks out of order' },
];

/** The systems with switches, and the vendors that play them. Only the helpdesk sends webhooks. */
export const faultySystems: readonly { id: string; name: string; vendor: string; choices: readonly FaultChoice[] }[] = [
  { id: 'helpdesk', name: 'Helpdesk', vendor: 'Zendesk', choices: [...faultChoices, ...webhookFaults] },
  { id: 'crm', name: 'CRM', vendor: 'HubSpot', choices: faultChoices },
  { id: 'billing', name: 'Billing', vendor: 'Stripe', choices: faultChoices },
  { id: 'telemetry', name: 'Telemetry', vendor: 'PostHog', choices: faultChoices },
  { id: 'issues', name: 'Issues', vendor: 'Jira, Statuspage', choices: faultChoices },
];
