import type { ZafSdk } from '@zendesk/zaf-client';

declare global {
  var ZAFClient: ZafSdk | undefined;
}

/**
 * Zendesk's own build where the page links it, else the npm copy; both speak the same protocol.
 * A link that fails, or is not there when `patience` aborts, is answered with the npm copy too.
 */
export async function loadSdk(page: Document, patience: AbortSignal): Promise<ZafSdk> {
  const link = page.querySelector('script[src*="zaf_sdk"]');
  if (link && !globalThis.ZAFClient) await settled(link, patience);
  if (globalThis.ZAFClient) return globalThis.ZAFClient;
  const copy = await import('@zendesk/zaf-client');
  return copy.default;
}

function settled(link: Element, patience: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    for (const event of ['load', 'error']) link.addEventListener(event, resolve, { once: true });
    patience.addEventListener('abort', resolve, { once: true });
  });
}
