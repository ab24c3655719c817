import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Workflow } from '@sidelight/shared/map/workflow.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { evidence, naming } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

/** Is the map what people work by? Pure. */
export function workflowMapping(facts: ReadinessFacts): Evidence[] {
  return [lint(facts), decisions(facts), critical(facts), flows(facts)];
}

function lint({ remarks, nowMs }: ReadinessFacts): Evidence {
  const [first] = remarks;
  return evidence({
    claim: { code: 'map_lint' },
    isMet: !first,
    found: first
      ? { code: 'remarks', count: remarks.length, file: first.file, line: first.line }
      : { code: 'no_remark' },
    at: new Date(nowMs).toISOString(),
    link: first && { kind: 'map', file: first.file },
  });
}

function decisions({ map, nowMs }: ReadinessFacts): Evidence {
  const decided = Object.values(map.systems).flatMap((spec) =>
    Object.entries(spec.fields).flatMap(([id, field]) => (field.decision ? [id] : [])),
  );
  const needed = new Set(Object.values(map.workflows).flatMap(({ needs }) => needs.fields));
  const loose = decided.filter((id) => !needed.has(id));
  return evidence({
    claim: { code: 'decisions_in_workflows' },
    isMet: decided.length > 0 && loose.length === 0,
    found:
      decided.length === 0
        ? { code: 'no_decision_field' }
        : loose.length === 0
          ? { code: 'decisions_needed', count: decided.length }
          : naming('decisions_not_needed', loose),
    at: new Date(nowMs).toISOString(),
    link: { kind: 'map', file: 'workflows.yaml' },
  });
}

function critical({ map, connections, nowMs }: ReadinessFacts): Evidence {
  const isUsable = (connector: string) =>
    connections.some(
      (one) => one.connector === connector && one.state !== 'not_connected' && one.state !== 'locked_out',
    );
  const workflows = Object.values(map.workflows).filter(({ priority }) => priority === 'critical');
  const missing = [...new Set(workflows.flatMap((workflow) => missingFor(map, workflow, isUsable)))];
  return evidence({
    claim: { code: 'critical_connected' },
    isMet: workflows.length > 0 && missing.length === 0,
    found:
      workflows.length === 0
        ? { code: 'no_critical_workflow' }
        : missing.length === 0
          ? { code: 'workflows_served', count: workflows.length }
          : naming('not_usable', missing),
    at: new Date(nowMs).toISOString(),
    link: { kind: 'section', section: 'connections' },
  });
}

/** Vendors whose fields it needs, and whole systems none of whose vendors can be used. */
function missingFor(map: IntegrationMap, { needs }: Workflow, isUsable: (connector: string) => boolean): string[] {
  const ofFields = needs.fields.flatMap((id) => {
    const spec = Object.values(map.systems).find((candidate) => Object.hasOwn(candidate.fields, id));
    const connector = ownValue(spec?.reads, ownValue(spec?.fields, id)?.from ?? '')?.connector;
    if (!spec || connector === undefined || isUsable(connector)) return [];
    return [ownValue(spec.connectors, connector)?.name ?? connector];
  });
  const whole = needs.systems.filter((id) => {
    const spec = ownValue(map.systems, id);
    return spec !== undefined && !Object.keys(spec.connectors).some(isUsable);
  });
  return [...ofFields, ...whole];
}

function flows({ map, drift, fieldsShown, nowMs }: ReadinessFacts): Evidence {
  const unseen = drift.flatMap((one) => (one.kind === 'flow_never_seen' ? [one.flow] : []));
  const count = Object.keys(map.flows).length;
  return evidence({
    claim: { code: 'flows_seen', days: 7 },
    isMet: fieldsShown > 0 && unseen.length === 0,
    found:
      fieldsShown === 0
        ? { code: 'nothing_seen' }
        : unseen.length === 0
          ? { code: 'all_flows_seen', count }
          : naming('flows_not_seen', unseen),
    at: new Date(nowMs).toISOString(),
    link: { kind: 'map', file: 'flows.yaml' },
  });
}
