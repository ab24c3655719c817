import type { Tone } from '@sidelight/shared/context/value.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { WireSummary } from './wire.ts';

const over: readonly string[] = ['resolved', 'postmortem', 'completed'];

const tones: Readonly<Record<string, Tone>> = {
  none: 'neutral',
  maintenance: 'neutral',
  minor: 'warn',
  major: 'bad',
  critical: 'bad',
};

/** `sentence` is the adopter's own wording: the vendor's updates were not written for a reply. */
export const normaliseIncidents = ({ incidents }: WireSummary, sentence: string | null): IssuesRecord => ({
  items: incidents
    .filter((incident) => !over.includes(incident.status))
    .map((incident) => ({
      id: incident.id,
      title: incident.name,
      status: inWords(incident.status),
      tone: ownValue(tones, incident.impact) ?? 'warn',
      since: incident.started_at ?? incident.created_at,
      workaround: null,
      url: webUrl(incident.shortlink),
      sentence,
      topics: incident.components.map((component) => component.name),
      isGlobal: incident.components.length === 0 || incident.impact === 'critical',
    })),
});

/** `in_progress` → `In progress`. */
function inWords(status: string): string {
  const words = status.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** It becomes a link: anything but the web is dropped. */
const webUrl = (text: string | null | undefined) => (text && /^https?:\/\//i.test(text) ? text : null);
