/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:wire' {
  export const isBoot: (json: unknown) => json is import('@sidelight/shared/context/boot.ts').Boot;
  export const isContextEvent: (json: unknown) => json is import('@sidelight/shared/context/event.ts').ContextEvent;
  export const isProblem: (json: unknown) => json is import('@sidelight/shared/failure/problem.ts').Problem;
}

declare module 'virtual:banner-wire' {
  export const isStatusEvent: (json: unknown) => json is import('@sidelight/shared/health/status.ts').BannerEvent;
  export const isTellAnswer: (json: unknown) => json is import('@sidelight/shared/health/request.ts').TellAnswer;
}
