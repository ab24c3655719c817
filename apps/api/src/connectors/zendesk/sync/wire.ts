import { z } from 'zod';

const id = z.int().transform(String);

/** A user or an organisation: what every one has, and all the rest as it came. */
export const WireRecord = z.looseObject({
  id,
  updated_at: z.iso.datetime({ offset: true }),
  /** False once deleted; of users only. */
  active: z.boolean().optional(),
  role: z.string().optional(),
  /** Comes from another account; of users only. */
  shared: z.boolean().optional(),
});
export type WireRecord = z.infer<typeof WireRecord>;

const next = z.string().nullish();

/** `GET /api/v2/incremental/users/cursor` */
export const WireUserChanges = z.object({
  users: z.array(WireRecord),
  after_cursor: next,
  end_of_stream: z.boolean(),
});
/** `GET /api/v2/incremental/organizations`; `end_time` is null where there is nothing. */
export const WireOrganizationChanges = z.object({
  organizations: z.array(WireRecord),
  end_time: z.int().nullish(),
  end_of_stream: z.boolean(),
});

const meta = z.object({ has_more: z.boolean(), after_cursor: next });
export const WireExport = z.object({ results: z.array(WireRecord), meta });
export const WirePage = {
  users: z
    .object({ users: z.array(WireRecord), meta })
    .transform(({ users, ...rest }) => ({ records: users, ...rest })),
  organizations: z
    .object({ organizations: z.array(WireRecord), meta })
    .transform(({ organizations, ...rest }) => ({ records: organizations, ...rest })),
} as const;
export const WireMany = {
  users: z.object({ users: z.array(WireRecord) }).transform(({ users }) => users),
  organizations: z.object({ organizations: z.array(WireRecord) }).transform(({ organizations }) => organizations),
} as const;
export const WireOne = {
  user: z.object({ user: WireRecord }).transform(({ user }) => user),
  organization: z.object({ organization: WireRecord }).transform(({ organization }) => organization),
} as const;

/** 422: by the name of what was wrong. */
export const WireInvalid = z.object({
  error: z.string(),
  details: z.record(z.string(), z.array(z.object({ error: z.string().nullish() }))).nullish(),
});
export type WireInvalid = z.infer<typeof WireInvalid>;

export const WireIdentities = z.object({
  identities: z.array(z.object({ id, type: z.string(), value: z.string().nullable(), primary: z.boolean().nullish() })),
});
export const WireIdentity = z.object({ identity: z.object({ id }) });
export const WireMemberships = z.object({
  organization_memberships: z.array(z.object({ id, organization_id: id, default: z.boolean().nullable() })),
});
export const WireMembership = z.object({
  organization_membership: z.object({ id, default: z.boolean().nullish() }),
});

export const WireJob = z.object({
  job_status: z.object({
    id: z.string(),
    status: z.string(),
    /** Each item has its own end, and may have lost its id. */
    results: z
      .union([
        z.array(
          z.object({
            id: id.nullish(),
            success: z.boolean().nullish(),
            error: z.string().nullish(),
          }),
        ),
        z.object({}).transform(() => []),
      ])
      .nullish(),
  }),
});

export const WireField = z.object({
  id,
  key: z.string(),
  title: z.string(),
  type: z.string(),
  active: z.boolean(),
  custom_field_options: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});
