import { z } from 'zod';

/** The name of a property. It becomes part of a query's text. */
export const PropertyName = z.string().regex(/^\$?[A-Za-z_][A-Za-z0-9_]{0,99}$/);

/** PostHog knows five group types a project; which one is the account is the map's to say. */
export const PosthogOptions = z.strictObject({
  projectId: z.string().trim().min(1),
  groupIndex: z.int().min(0).max(4),
  /** Queries an hour, where PostHog has given the project another number: 120 is its default for some. */
  queriesPerHour: z.int().min(1).optional(),
  /** The event property that holds the product's version, where events carry one: `$app_version`. Without it none is read. */
  versionProperty: PropertyName.optional(),
  /** The same for the list of feature flags that were on: `$active_feature_flags`. */
  flagsProperty: PropertyName.optional(),
  /** The person property that holds an e-mail address: what people are found by. */
  emailProperty: PropertyName.default('email'),
});
