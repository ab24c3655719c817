/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:privacy-wire' {
  export const isPrivacyReport: (
    json: unknown,
  ) => json is import('@sidelight/shared/privacy/privacy-page.ts').PrivacyReport;
  export const isEraseAnswer: (
    json: unknown,
  ) => json is import('@sidelight/shared/privacy/privacy-page.ts').EraseAnswer;
  export const isErasures: (json: unknown) => json is import('@sidelight/shared/privacy/privacy-page.ts').Erasures;
  export const isErasureReceipt: (
    json: unknown,
  ) => json is import('@sidelight/shared/privacy/erasure-receipt.ts').ErasureReceipt;
}
