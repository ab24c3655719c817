/** Written at build time by `build/wire-plugin.ts` from the schemas in `@sidelight/shared`. */
declare module 'virtual:agent-check-wire' {
  type Is<T> = (json: unknown) => json is T;
  export const isAgentCheck: Is<import('@sidelight/shared/setup/agent-check.ts').AgentCheck>;
  export const isAgentCheckAnswer: Is<import('@sidelight/shared/setup/agent-check.ts').AgentCheckAnswer>;
}
