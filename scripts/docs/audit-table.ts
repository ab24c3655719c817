import { auditEn } from '../../apps/sidebar/src/words/audit-en.ts';
import { AUDIT_ACTIONS } from '../../packages/shared/src/audit/audit-actions.ts';
import { table } from './between-marks.ts';

const told = new Map<string, string>(Object.entries(auditEn.action));
const groups = new Map<string, string>(Object.entries(auditEn.groups));

/** Every name that can stand in the audit, with what the Audit page says of it. */
export const auditTable = (): string =>
  table(
    ['action', 'in the list What', 'means'],
    Object.entries(AUDIT_ACTIONS).flatMap(([group, actions]) =>
      actions.map((action) => {
        const name = `${group}.${action}`;
        return [`\`${name}\``, groups.get(group) ?? '', told.get(name) ?? ''];
      }),
    ),
  );
