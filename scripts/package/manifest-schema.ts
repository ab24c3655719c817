import { z } from 'zod';

/** What this product's own manifest and whatever reads it have to agree on. */
const Location = z.object({
  url: z.string(),
  autoLoad: z.boolean().optional(),
  autoHide: z.boolean().optional(),
  flexible: z.boolean().optional(),
  signed: z.boolean().optional(),
  size: z.object({ width: z.string(), height: z.string() }).optional(),
});

const Parameter = z.object({
  name: z.string(),
  type: z.string().default('text'),
  required: z.boolean().default(false),
  secure: z.boolean().default(false),
  scopes: z.array(z.string()).optional(),
  default: z.unknown().optional(),
});

export const Manifest = z.object({
  name: z.string().optional(),
  author: z.object({ name: z.string().optional(), email: z.string().optional(), url: z.string().optional() }),
  defaultLocale: z.string(),
  private: z.boolean().default(true),
  version: z.string().optional(),
  frameworkVersion: z.literal('2.0'),
  singleInstall: z.boolean().default(false),
  signedUrls: z.boolean().default(false),
  location: z.object({ support: z.record(z.string(), z.union([z.string().transform((url) => ({ url })), Location])) }),
  parameters: z.array(Parameter).default([]),
  domainWhitelist: z.array(z.string()).default([]),
});
export type Manifest = z.infer<typeof Manifest>;

const Field = z.object({
  title: z.string(),
  key: z.string(),
  type: z.string(),
  description: z.string().optional(),
});

const Webhook = z.object({
  name: z.string(),
  description: z.string().optional(),
  status: z.string(),
  endpoint: z.string(),
  http_method: z.string(),
  request_format: z.string(),
  subscriptions: z.array(z.string()).default([]),
});

export const Requirements = z.object({
  user_fields: z.record(z.string(), Field).default({}),
  organization_fields: z.record(z.string(), Field).default({}),
  webhooks: z.record(z.string(), Webhook).default({}),
});
export type Requirements = z.infer<typeof Requirements>;

export const Translation = z.object({
  app: z.object({
    name: z.string(),
    short_description: z.string().optional(),
    long_description: z.string().optional(),
    installation_instructions: z.string().optional(),
    parameters: z.record(z.string(), z.object({ label: z.string(), helpText: z.string().optional() })).optional(),
  }),
});
export type Translation = z.infer<typeof Translation>;
