import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';

export interface Target {
  readonly url: string;
  readonly lead: string;
  readonly agent: string;
  readonly webhookSecret: string;
}

export interface Answered {
  readonly what: string;
  readonly status: number;
  readonly code: string | undefined;
}

const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
/** As they stand in an address: NUL, a broken escape, half a surrogate pair in UTF-8, bytes that are no UTF-8. */
const ESCAPES = ['%00', '%', '%zz', '%ED%A0%80', '%C3%28'];
/** As they stand in JSON. */
const TEXTS = [String.raw`a\u0000b`, String.raw`\ud83d`, String.raw`\udc00\ud800`];

/** Everything odd that one caller can say, one after the other; what each was answered. */
export async function sayOddThings(target: Target): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  async function say(what: string, method: string, path: string, token: string, body?: string, headers = {}) {
    const response = await fetch(target.url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1];
    answers.push({ what, status: response.status, code });
  }
  const { lead, agent } = target;
  for (const name of INHERITED) {
    await say(`declare ${name}`, 'POST', '/v1/incidents', lead, JSON.stringify({ system: name, minutes: 30 }));
    await say(`tell ${name}`, 'POST', '/v1/owners/tell', agent, `{"field":"${name}"}`);
    await say(`impact of system ${name}`, 'GET', `/v1/map/impact?system=${name}`, lead);
    await say(`impact of field ${name}`, 'GET', `/v1/map/impact?field=${name}`, lead);
    await say(`note ${name}`, 'POST', `/v1/incidents/${name}/note`, lead, '{"text":"x"}');
  }
  for (const odd of ESCAPES) {
    await say(`note at ${odd}`, 'POST', `/v1/incidents/${odd}/note`, lead, '{"text":"x"}');
    await say(`answers at ${odd}`, 'GET', `/v1/incidents/${odd}/answers`, lead);
    await say(`query ${odd}`, 'GET', `/v1/map/impact?system=${odd}`, lead);
    await say(`asset ${odd}`, 'GET', `/assets/${odd}`, lead);
    await say(`entry ${odd}`, 'POST', `/zaf/ticket_sidebar?origin=${odd}&app_guid=x`, lead, '{}');
    await say(`webhook at ${odd}`, 'POST', `/webhooks/${odd}/helpdesk`, lead, '{}');
    await say(`context ${odd}`, 'POST', `/v1/context?x=${odd}`, agent, '{"ticketId":"1001"}');
  }
  for (const odd of TEXTS) {
    await say(`declare for ${odd}`, 'POST', '/v1/incidents', lead, `{"system":"crm","minutes":30,"text":"${odd}"}`);
    await say(`note ${odd}`, 'POST', '/v1/incidents/none/note', lead, `{"text":"${odd}"}`);
    await say(`context of ${odd}`, 'POST', '/v1/context', agent, `{"ticketId":"${odd}"}`);
    await say(`refresh ${odd}`, 'POST', '/v1/context', agent, `{"ticketId":"1001","refresh":"${odd}"}`);
    await say(`pin ${odd}`, 'POST', '/v1/links/pin', agent, `{"ticketId":"1001","accountId":"${odd}"}`);
    await say(`tell ${odd}`, 'POST', '/v1/owners/tell', agent, `{"field":"${odd}"}`);
    const event = `{"type":"zen:event-type:ticket.created${odd}","id":"${randomUUID()}","detail":{"id":"1001"}}`;
    const at = new Date().toISOString();
    const signature = createHmac('sha256', target.webhookSecret)
      .update(at + event)
      .digest('base64');
    const signed = { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': at };
    await say(`webhook ${odd}`, 'POST', '/webhooks/acme/helpdesk', agent, event, signed);
  }
  return answers;
}

/** Callers who leave in the middle of what they were saying. */
export async function leaveEarly({ url, lead, agent }: Target): Promise<void> {
  const { hostname, port } = new URL(url);
  const leave = (path: string, token: string) =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json`;
        socket.write(`${head}\r\ncontent-length: 900\r\n\r\n{"ticketId":`);
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
      socket.on('error', () => {});
    });
  const paths = ['/v1/context', '/v1/status/stream', '/v1/owners/tell', '/webhooks/acme/helpdesk', '/zaf/nav_bar'];
  for (const path of paths) await leave(path, agent);
  await leave('/v1/incidents', lead);
}
