/** Milliseconds or ISO 8601; a time without a zone is UTC, as HubSpot means it. */
export function instantFrom(text: string): string | undefined {
  const ms = /^-?\d+$/.test(text) ? Number(text) : Date.parse(hasZone(text) ? text : `${text}Z`);
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Milliseconds of midnight UTC, or the beginning of an ISO time. Never a local date. */
export function dateFrom(text: string): string | undefined {
  if (/^-?\d+$/.test(text)) return instantFrom(text)?.slice(0, 10);
  const date = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(text)?.[1];
  // 31 February parses as a day in March.
  return date !== undefined && instantFrom(date)?.slice(0, 10) === date ? date : undefined;
}

const hasZone = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) || /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
