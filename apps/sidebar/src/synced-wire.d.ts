/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:synced-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isTicketFields: Is<import('@sidelight/shared/customer/synced-fields.ts').TicketFields>;
  export const isCorrectAnswer: Is<import('@sidelight/shared/customer/synced-fields.ts').CorrectAnswer>;
}
