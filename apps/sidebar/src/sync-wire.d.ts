/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:sync-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isSyncReport: Is<import('@sidelight/shared/sync/sync-report.ts').SyncReport>;
  export const isReviewPage: Is<import('@sidelight/shared/sync/review.ts').ReviewPage>;
  export const isLetterPage: Is<import('@sidelight/shared/sync/review.ts').LetterPage>;
  export const isProposalPage: Is<import('@sidelight/shared/sync/sync-request.ts').ProposalPage>;
  export const isDecideAnswer: Is<import('@sidelight/shared/sync/sync-request.ts').DecideAnswer>;
  export const isSyncCommandAnswer: Is<import('@sidelight/shared/sync/sync-request.ts').SyncCommandAnswer>;
  export const isRulePatchAnswer: Is<import('@sidelight/shared/sync/sync-request.ts').RulePatchAnswer>;
  export const isRuleApplyAnswer: Is<import('@sidelight/shared/sync/sync-request.ts').RuleApplyAnswer>;
}
