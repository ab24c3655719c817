/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:status-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isBoot: Is<import('@sidelight/shared/context/boot.ts').Boot>;
  export const isProblem: Is<import('@sidelight/shared/failure/problem.ts').Problem>;
  export const isStatusReport: Is<import('@sidelight/shared/health/status-report.ts').StatusReport>;
  export const isStatusEvent: Is<import('@sidelight/shared/health/status.ts').StatusEvent>;
  export const isMapPicture: Is<import('@sidelight/shared/map/picture.ts').MapPicture>;
  export const isAnswersAtRisk: Is<import('@sidelight/shared/health/answers-at-risk.ts').AnswersAtRisk>;
}
