import { z } from 'zod';
import { Channels } from '../alerts/channel.ts';

const SHOWN = 'See docs/outages.md for one that is right.';

/** `ALERT_CHANNELS`: the text of a JSON list. Everything that is wrong with it is said, and nothing of it repeated. */
export const AlertChannels = z.string().transform((text, context) => {
  const raw = parseJson(text);
  const put = (message: string) => context.addIssue({ code: 'custom', message });
  if (raw === undefined) {
    put(`is not JSON. Write a list of channels. ${SHOWN}`);
    return z.NEVER;
  }
  const channels = Channels.safeParse(raw);
  if (channels.success) return channels.data;
  for (const issue of channels.error.issues) put(inWords(issue));
  return z.NEVER;
});

function inWords(issue: z.core.$ZodIssue): string {
  const [nth, ...path] = issue.path;
  if (typeof nth !== 'number')
    return issue.code === 'custom' ? `is wrong: ${issue.message}.` : `is not a list. ${SHOWN}`;
  const at = `is wrong in entry ${nth + 1}:`;
  const name = path.join('.');
  if (issue.code === 'invalid_union') return `${at} kind is none of slack, pagerduty and webhook.`;
  if (issue.code === 'unrecognized_keys') return `${at} nobody reads ${issue.keys.join(', ')}.`;
  if (issue.code === 'invalid_type')
    return name === '' ? `${at} it is not a channel. ${SHOWN}` : `${at} ${name} is missing.`;
  if (issue.code === 'invalid_format')
    return `${at} ${name} is not an address. Write all of it, with https:// in front.`;
  if (issue.code === 'too_small') return `${at} ${name} is shorter than ${issue.minimum} characters.`;
  return `${at} ${name}: ${issue.message}.`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
