import type { Writer } from '../../sync-port.ts';
import type { WireVersion } from './wire.ts';

const PEOPLE = ['CRM_UI', 'CRM_UI_BULK_ACTION', 'MOBILE_IOS', 'MOBILE_ANDROID', 'CONTACTS_WEB', 'EXTENSION'];
const FORMS = ['FORM', 'FORM_FORWARD'];
const WORKFLOWS = ['AUTOMATION_PLATFORM', 'WORKFLOWS', 'AUTOMATION_JOURNEY'];
const APPS = ['INTEGRATION', 'INTEGRATIONS_PLATFORM', 'INTEGRATIONS_SYNC', 'API'];

const NAME_MAX = 80;

/** What HubSpot calls what made the edit, on one line. */
function nameOf(label: string | null | undefined): { readonly name?: string } {
  const name = (label ?? '').replace(/\s+/g, ' ').trim();
  if (name === '') return {};
  return { name: name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name };
}

/** Who wrote a value, by what its history says. `ownId`: what the history calls us. Of people only their number is taken. */
export function writerOf(
  { sourceType, sourceId, sourceLabel, updatedByUserId }: WireVersion,
  ownId: string | undefined,
): Writer {
  const id = sourceId ?? '';
  const named = nameOf(sourceLabel);
  if (FORMS.includes(sourceType)) return { kind: 'form', id, ...named };
  if (sourceType === 'IMPORT') return { kind: 'import', id, ...named };
  if (WORKFLOWS.includes(sourceType)) return { kind: 'workflow', id, ...named };
  if (APPS.includes(sourceType))
    return id !== '' && id === ownId ? { kind: 'sidelight' } : { kind: 'app', id, ...named };
  const person = updatedByUserId?.toString() ?? /^userId:(\d+)$/.exec(id)?.[1];
  return PEOPLE.includes(sourceType) && person !== undefined ? { kind: 'person', id: person } : { kind: 'unknown' };
}
