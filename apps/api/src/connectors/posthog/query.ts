/** How long back "active" and "last seen" look. A bound is what keeps a query from reading years of events. */
const USAGE_DAYS = 30;
const TREND_DAYS = 8;

export interface Query {
  readonly name: string;
  readonly text: string;
}

/** Names of the properties that hold what is read besides counts. */
export interface UsageProperties {
  readonly versionProperty?: string | undefined;
  readonly flagsProperty?: string | undefined;
}

/** The newest value that any event has; none where it is not asked for. */
const newest = (property: string | undefined): string =>
  property === undefined
    ? 'NULL'
    : `argMaxIf(toString(properties.${property}), timestamp, isNotNull(properties.${property}))`;

/**
 * One row: active_7d, active_30d, last_seen, trend, app_version, flags; no row when the account sent nothing at all. Days
 * are the project's: `toDate` of `timestamp` and of `now()` is in its time zone, `today()` in the server's.
 */
export function usageQuery(groupIndex: number, { versionProperty, flagsProperty }: UsageProperties = {}): Query {
  const days = Array.from({ length: TREND_DAYS }, (_, i) => TREND_DAYS - 1 - i);
  const perDay = days.map((ago) => `uniqIf(person_id, toDate(timestamp) = toDate(now()) - INTERVAL ${ago} DAY)`);
  return {
    name: 'sidelight_usage',
    text: `SELECT
  uniqIf(person_id, timestamp >= now() - INTERVAL 7 DAY) AS active_7d,
  uniq(person_id) AS active_30d,
  max(timestamp) AS last_seen,
  [${perDay.join(', ')}] AS trend,
  ${newest(versionProperty)} AS app_version,
  ${newest(flagsProperty)} AS flags
FROM events
WHERE timestamp >= now() - INTERVAL ${USAGE_DAYS} DAY
  AND timestamp <= now()
  AND $group_${groupIndex} = {account}
HAVING count() > 0
LIMIT 1`,
  };
}

/** One row: count_24h, top_type, last_at. */
export const errorsQuery = (groupIndex: number): Query => ({
  name: 'sidelight_errors',
  text: `SELECT
  count() AS count_24h,
  arrayElement(topK(1)(properties.$exception_types[1]), 1) AS top_type,
  max(timestamp) AS last_at
FROM events
WHERE event = '$exception'
  AND timestamp >= now() - INTERVAL 24 HOUR
  AND timestamp <= now()
  AND $group_${groupIndex} = {account}
LIMIT 1`,
});

/** As many as are read of one address. */
export const MOST_PERSONS = 20;

/** A row for each person with this address: id, and the properties in the order of their names. */
export const personQuery = (emailProperty: string, properties: readonly string[]): Query => ({
  name: 'sidelight_person',
  text: `SELECT
  toString(id) AS person_id,
  [${properties.map((name) => `toString(properties.${name})`).join(', ')}] AS flags
FROM persons
WHERE lower(toString(properties.${emailProperty})) = {email}
ORDER BY created_at
LIMIT ${MOST_PERSONS + 1}`,
});
