/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:setup-parts-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isStoredKeys: Is<import('@sidelight/shared/setup/stored-key.ts').StoredKeys>;
  export const isGroupMembers: Is<import('@sidelight/shared/setup/group-members.ts').GroupMembers>;
  export const isPreviewAnswer: Is<import('@sidelight/shared/setup/preview.ts').PreviewAnswer>;
}
