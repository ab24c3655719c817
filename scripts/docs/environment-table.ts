import type { z } from 'zod';
import { Env } from '../../apps/api/src/config/config.ts';
import { helpdeskKeys } from '../../apps/api/src/config/helpdesk-environment.ts';
import { vendorKeys } from '../../apps/api/src/config/vendor-environment.ts';
import { table } from './between-marks.ts';
import { type Row, variables } from './variables.ts';

/** Read apart from the others, because each may be a file (config/keys.ts). */
const keys = ['ZENDESK_APP_PUBLIC_KEY', 'SECRETS_KEY', 'SECRETS_KEY_PREVIOUS'].flatMap((name) => [
  name,
  `${name}_FILE`,
]);
const schemas = new Map<string, z.ZodType>([
  ...[Env.shape, helpdeskKeys, vendorKeys].flatMap((some) => Object.entries(some)),
]);
/** Read apart, too: which key, where a service keeps it (config/key-service.ts). */
const namedKeys = ['SECRETS_KMS_KEY', 'SECRETS_KMS_KEY_PREVIOUS'];
const variableNames: readonly string[] = [...new Set([...schemas.keys(), ...keys, ...namedKeys])];

/** Every variable with what it is when nobody sets it. Throws when one is described twice, or never. */
export function environmentTable(): string {
  const named = new Set(variables.flatMap(({ names }) => names));
  const covered = variables.flatMap(({ names }) => names.flatMap((name) => namesFor(name, named)));
  const wrong = [
    ...variableNames.filter((name) => !covered.includes(name)).map((name) => `${name} is not described`),
    ...covered.filter((name, i) => covered.indexOf(name) !== i).map((name) => `${name} is described twice`),
    ...covered.filter((name) => !variableNames.includes(name)).map((name) => `${name} is not read by anybody`),
  ];
  if (wrong.length > 0) throw new Error(`variables.ts: ${wrong.join('; ')}`);
  return table(['variable', 'without it', 'what it is'], variables.map(rowOf));
}

const rowOf = ({ names, what }: Row): readonly string[] => [
  names.map((name) => `\`${name}\``).join(', '),
  [...new Set(names.map(defaultOf).filter((text) => text !== ''))].join(', '),
  what,
];

/** What a row's name stands for: itself, or each vendor's that has no row of its own. */
function namesFor(name: string, named: ReadonlySet<string>): readonly string[] {
  if (!name.startsWith('<VENDOR>')) return [name];
  const own = new RegExp(`^[A-Z]+${name.slice('<VENDOR>'.length)}$`);
  const isVendor = (one: string) => vendors.includes(one.split('_')[0] ?? '');
  return variableNames.filter((one) => own.test(one) && isVendor(one) && !named.has(one));
}

const vendors = [...schemas.keys()]
  .filter((name) => name.endsWith('_STATUS_URL'))
  .map((name) => name.split('_')[0] ?? '');

function defaultOf(name: string): string {
  const found = schemas.get(name)?.safeParse(undefined);
  if (!found?.success || found.data === undefined) return '';
  const text = String(found.data);
  return text === '' ? '' : `\`${text.replace(/\/$/, '')}\``;
}
