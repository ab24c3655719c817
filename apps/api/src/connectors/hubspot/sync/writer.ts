import type { Writer } from '../../sync-port.ts';
import type { WireVersion } from './wire.ts';

const PEOPLE = ['CRM_UI', 'CRM_UI_BULK_ACTION', 'MOBILE_IOS', 'MOBILE_ANDROID', 'CONTACTS_WEB', 'EXTENSION'];
const FORMS = ['FORM', 'FORM_FORWARD'];
const WORKFLOWS = ['AUTOMATION_PLATFORM', 'WORKFLOWS', 'AUTOMATION_JOURNEY'];
const APPS = ['INTEGRATION', 'INTEGRATIONS_PLATFORM', 'INTEGRATIONS_SYNC', 'API'];

/** Who wrote a value, by what its history says. `ownId`: what the history calls us. */
export function writerOf({ sourceType, sourceId, updatedByUserId }: WireVersion, ownId: string | undefined): Writer {
  const id = sourceId ?? '';
  if (FORMS.includes(sourceType)) return { kind: 'form', id };
  if (sourceType === 'IMPORT') return { kind: 'import', id };
  if (WORKFLOWS.includes(sourceType)) return { kind: 'workflow', id };
  if (APPS.includes(sourceType)) return id !== '' && id === ownId ? { kind: 'sidelight' } : { kind: 'app', id };
  const person = updatedByUserId?.toString() ?? /^userId:(\d+)$/.exec(id)?.[1];
  return PEOPLE.includes(sourceType) && person !== undefined ? { kind: 'person', id: person } : { kind: 'unknown' };
}
