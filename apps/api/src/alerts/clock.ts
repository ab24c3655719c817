/** A moment as alerts say it, of an ISO 8601 one in UTC: to the minute. */
export const clock = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
