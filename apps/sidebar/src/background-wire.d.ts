/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:background-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isBackgroundBoot: Is<import('@sidelight/shared/context/background-boot.ts').BackgroundBoot>;
  export const isProblem: Is<import('@sidelight/shared/failure/problem.ts').Problem>;
  export const isWarningAnswer: Is<import('@sidelight/shared/health/warning.ts').WarningAnswer>;
}
