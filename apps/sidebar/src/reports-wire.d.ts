/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:reports-wire' {
  export const isTicketIssues: (
    json: unknown,
  ) => json is import('@sidelight/shared/customer/ticket-issues.ts').TicketIssues;
  export const isIssueReport: (
    json: unknown,
  ) => json is import('@sidelight/shared/customer/ticket-issues.ts').IssueReport;
}
