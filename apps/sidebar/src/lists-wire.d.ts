/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:lists-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isTouched: Is<import('@sidelight/shared/health/touched.ts').Touched>;
  export const isTagAnswer: Is<import('@sidelight/shared/health/touched.ts').TagAnswer>;
  export const isPeople: Is<import('@sidelight/shared/health/touched.ts').People>;
}
