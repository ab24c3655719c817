/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:sync-unpaired-wire' {
  export const isUnpairedPage: (json: unknown) => json is import('@sidelight/shared/sync/unpaired.ts').UnpairedPage;
}
