/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:find-wire' {
  export const isSearchAnswer: (json: unknown) => json is import('@sidelight/shared/context/search.ts').SearchAnswer;
}
