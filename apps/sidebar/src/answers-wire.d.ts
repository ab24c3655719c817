/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:answers-wire' {
  export const isCorrections: (json: unknown) => json is import('@sidelight/shared/health/correction.ts').Corrections;
}
