import type { AppWebhooksWords } from './app-webhooks-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadAppWebhooksWords(locale: string): Promise<AppWebhooksWords> {
  const english = () => import('./app-webhooks-en.ts').then(({ appWebhooksEn }) => appWebhooksEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./app-webhooks-de.ts').then(({ appWebhooksDe }) => appWebhooksDe, english);
}
