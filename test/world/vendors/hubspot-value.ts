import { iso } from '../company/clock.ts';
import { type InputFault, valueFault } from './hubspot-errors.ts';
import type { HubspotProperty } from './hubspot-properties.ts';

const DAY_MS = 86_400_000;
const TEXT_MAX = 65_536;
const EMAIL = /^[^\s@,;]+@[^\s@]+\.(?!cmo$)[a-z0-9-]{2,}$/i;

type Taken = { readonly value: string } | { readonly fault: InputFault };

/** What HubSpot makes of a value somebody writes; '' clears. `before`: what stands there, for values that append. */
export function takeValue(
  property: HubspotProperty | undefined,
  name: string,
  written: unknown,
  before: string,
): Taken {
  const wrong = (code: string, message: string): Taken => ({ fault: valueFault(name, code, message) });
  if (!property || property.isArchived) return wrong('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  if (property.isReadOnly || property.isCalculated)
    return wrong('READ_ONLY_VALUE', `"${name}" is a read only property`);
  if (written !== null && !['string', 'number', 'boolean'].includes(typeof written)) {
    return wrong('INVALID_VALUE', `${name} must be text`);
  }
  const text = written === null ? '' : String(written);
  if (text === '') return { value: '' };
  switch (property.type) {
    case 'enumeration':
      return (
        takeOptions(property, text, before) ?? wrong('INVALID_OPTION', `${name} was not one of the allowed options`)
      );
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? { value: text } : wrong('INVALID_NUMBER', `${name} was not a valid number`);
    case 'bool':
      return text === 'true' || text === 'false'
        ? { value: text }
        : wrong('INVALID_OPTION', `${name} is true or false`);
    case 'date':
      return takeDate(text) ?? wrong('INVALID_DATE', `${text} is at no midnight UTC`);
    case 'datetime':
      return takeMoment(text) ?? wrong('INVALID_DATE', `${name} was not a valid timestamp`);
    case 'string':
      if (text.length > TEXT_MAX) return wrong('INVALID_LENGTH', `${name} is longer than ${TEXT_MAX}`);
      if (name === 'email' && !EMAIL.test(text)) return wrong('INVALID_EMAIL', 'Email address is invalid');
      return { value: name === 'email' ? text.toLowerCase() : text };
  }
}

/** A value that begins with `;` is added to what is chosen; any other takes its place. */
function takeOptions({ fieldType, options = [] }: HubspotProperty, text: string, before: string): Taken | undefined {
  if (fieldType !== 'checkbox') return options.includes(text) ? { value: text } : undefined;
  const named = text.split(';').filter(Boolean);
  if (named.some((option) => !options.includes(option))) return undefined;
  const kept = text.startsWith(';') ? before.split(';').filter(Boolean) : [];
  return { value: [...new Set([...kept, ...named])].join(';') };
}

function takeDate(text: string): Taken | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : { value: text };
  const ms = msOf(text);
  return ms === undefined || ms % DAY_MS !== 0 ? undefined : { value: iso(ms).slice(0, 10) };
}

function takeMoment(text: string): Taken | undefined {
  const ms = msOf(text);
  return ms === undefined ? undefined : { value: iso(ms) };
}

function msOf(text: string): number | undefined {
  const ms = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(new Date(ms).getTime()) ? undefined : ms;
}
