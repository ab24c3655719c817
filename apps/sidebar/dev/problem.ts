import type { ServerResponse } from 'node:http';

/** A refusal as the API words it. */
export function problem(res: ServerResponse, status: number, code: string): void {
  res.writeHead(status, { 'content-type': 'application/problem+json' });
  res.end(JSON.stringify({ type: 'about:blank', status, title: code, code, requestId: 'req_dev' }));
}
