import { z } from 'zod';
import { Contradiction } from './contradiction.ts';
import { Flows } from './flow.ts';
import { HealthRules } from './health-rules.ts';
import { HealthScore } from './health-score.ts';
import { RevealRules } from './reveal-rules.ts';
import { Sync } from './sync.ts';
import { SystemSpec } from './system.ts';
import { Text } from './text.ts';
import { Unconnected } from './unconnected.ts';
import { Workflows } from './workflow.ts';

/** `map/teams.yaml` */
export const Teams = z.strictObject({
  teams: z.record(
    z.string(),
    z.strictObject({
      name: Text,
      contact: z.string(),
      kind: z.enum(['business', 'technical']),
      /** Names of alert channels; their addresses are secrets and stand in the configuration. */
      alerts: z.array(z.string()).default([]),
    }),
  ),
});

export type Teams = z.infer<typeof Teams>;

/** `map/cards.yaml` */
export const Cards = z.strictObject({
  /** The line above the cards, for the first two seconds: fields of the cards, in this order. */
  verdict: z
    .strictObject({
      facts: z.array(z.string()).min(1),
      /** Behind the facts, and only while their tone is `warn` or `bad`. */
      risks: z.array(z.string()).default([]),
    })
    .optional(),
  /** From the agent's click to the last word, in milliseconds. */
  deadlineMs: z.int().min(200).max(4000),
  /** Domains that belong to mail providers: they never say which company someone works for. */
  freeMailDomains: z.array(z.string()),
  /** What stands before the @ of a mailbox that several people write from. */
  sharedMailboxes: z.array(z.string()).default([]),
  cards: z.array(z.strictObject({ id: z.string(), title: Text, fields: z.array(z.string()).min(1) })).min(1),
  /** What may not stand on one screen without something that explains it: `map lint` and the tests hold cards to it. */
  contradictions: z.array(Contradiction).default([]),
  /** How often masked values may be shown. */
  reveal: RevealRules.prefault({}),
});

export type Cards = z.infer<typeof Cards>;

/** The whole map, as loaded: what an adopter edits, checked. */
export const IntegrationMap = z.strictObject({
  teams: Teams.shape.teams,
  deadlineMs: Cards.shape.deadlineMs,
  freeMailDomains: Cards.shape.freeMailDomains,
  sharedMailboxes: Cards.shape.sharedMailboxes,
  cards: Cards.shape.cards,
  /** Absent where the cards speak for themselves. */
  verdict: Cards.shape.verdict,
  contradictions: Cards.shape.contradictions,
  reveal: Cards.shape.reveal,
  systems: z.record(z.string(), SystemSpec),
  unconnected: Unconnected.shape.unconnected,
  flows: Flows.shape.flows,
  workflows: Workflows.shape.workflows,
  health: HealthRules,
  /** Absent where nothing is kept in sync. */
  sync: Sync.optional(),
  /** Absent where nothing is worked out from tickets. */
  healthScore: HealthScore.optional(),
});
export type IntegrationMap = z.infer<typeof IntegrationMap>;
