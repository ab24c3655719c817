/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:app-webhooks-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isAppWebhooks: Is<import('@sidelight/shared/setup/app-webhook.ts').AppWebhooks>;
  export const isAppWebhookAnswer: Is<import('@sidelight/shared/setup/app-webhook.ts').AppWebhookAnswer>;
}
