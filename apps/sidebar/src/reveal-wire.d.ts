/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:reveal-wire' {
  export const isRevealAnswer: (json: unknown) => json is import('@sidelight/shared/context/reveal.ts').RevealAnswer;
}
