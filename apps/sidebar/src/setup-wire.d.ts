/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:setup-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isSetup: Is<import('@sidelight/shared/setup/setup.ts').Setup>;
  export const isConnectAnswer: Is<import('@sidelight/shared/setup/connection.ts').ConnectAnswer>;
  export const isDisconnected: Is<import('@sidelight/shared/setup/disconnected.ts').Disconnected>;
  export const isOauthStart: Is<import('@sidelight/shared/setup/connection.ts').OauthStart>;
  export const isWebhookAnswer: Is<import('@sidelight/shared/setup/webhook.ts').WebhookAnswer>;
  export const isJobsReport: Is<import('@sidelight/shared/jobs/jobs-report.ts').JobsReport>;
  export const isJobsAnswer: Is<import('@sidelight/shared/jobs/jobs-report.ts').JobsAnswer>;
  export const isRolloutAnswer: Is<import('@sidelight/shared/setup/rollout.ts').RolloutAnswer>;
}

/** A style sheet as text, for what is adopted once its page is opened. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
