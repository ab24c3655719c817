import type { AppResponse } from '../host/state.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const timeoutMs = 10_000;

/**
 * `client.request`: a call the helpdesk makes for the app. Only its own API can be reached here;
 * a call to anywhere else is answered as one that never got through.
 */
export async function callForApp(
  options: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<AppResponse> {
  const url = typeof options.url === 'string' ? options.url : '';
  const method = String(options.type ?? 'GET').toUpperCase();
  if (!url.startsWith('/api/v2/') || !methods.includes(method)) return unreachable;
  try {
    const answer = await fetch(url, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(method === 'GET' || typeof options.data !== 'string' ? {} : { body: options.data }),
    });
    const responseText = await answer.text();
    const { ok: isOk, status, statusText } = answer;
    return { isOk, status, statusText, responseText, responseJSON: parse(responseText) };
  } catch {
    return unreachable;
  }
}

const unreachable: AppResponse = {
  isOk: false,
  status: 0,
  statusText: 'error',
  responseText: '',
  responseJSON: undefined,
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
