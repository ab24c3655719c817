import type { ComputedId } from '@sidelight/shared/map/computed.ts';
import { RiskLevel } from '@sidelight/shared/map/health-score.ts';
import type { SyncField, SyncType } from '@sidelight/shared/map/sync.ts';
import type { Path } from '../../map-file.ts';
import { choose, type Desk } from '../desk.ts';

/** What kind of value each of them is. */
const KINDS: Readonly<Record<ComputedId, SyncType>> = {
  ...{ health_score: 'number', health_change: 'number', health_reasons: 'text', risk_level: 'picklist' },
  ...{ last_ticket_date: 'date', open_tickets: 'number', case_volume: 'number', escalations: 'number' },
  ...{ sla_breaches: 'number', csat: 'number', recurring_issue: 'text', support_tags: 'multi_select' },
};

/** What is worked out can be, and both sides have words for all that it can come to. */
export function checkComputed({ map, fault }: Desk, path: Path, field: SyncField): void {
  if (field.direction !== 'computed') return;
  const { computed, type, values } = field;
  if (!map.healthScore) {
    fault([...path, 'computed'], 'nothing says how it is worked out; add health-score.yaml, or write an owner instead');
    return;
  }
  if (type !== KINDS[computed])
    fault([...path, 'type'], `${computed} is a ${KINDS[computed]}; write type: ${KINDS[computed]}`);
  const codes =
    computed === 'risk_level'
      ? RiskLevel.options
      : computed === 'support_tags'
        ? Object.keys(map.healthScore.tags)
        : [];
  const missing = values ? codes.filter((code) => !Object.hasOwn(values, code)) : [];
  if (missing.length > 0)
    fault(
      [...path, 'values'],
      `${missing.join(', ')} could never be written; ${choose(codes)} with the helpdesk's code for each`,
    );
}
