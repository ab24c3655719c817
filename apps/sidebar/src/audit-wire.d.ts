/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:audit-wire' {
  export const isAuditPage: (json: unknown) => json is import('@sidelight/shared/audit/audit-page.ts').AuditPage;
  export const isAuditCheck: (json: unknown) => json is import('@sidelight/shared/audit/audit-page.ts').AuditCheck;
}
