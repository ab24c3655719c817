import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Workflow } from '@sidelight/shared/map/workflow.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { evidence, list } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

/** Is the map what people work by? Pure. */
export function workflowMapping(facts: ReadinessFacts): Evidence[] {
  return [lint(facts), decisions(facts), critical(facts), flows(facts)];
}

function lint({ remarks, nowMs }: ReadinessFacts): Evidence {
  const [first] = remarks;
  return evidence({
    id: 'map_lint',
    claim: 'The map has nothing that somebody should look at',
    isMet: !first,
    found: first ? `${remarks.length} to look at, first ${first.file}:${first.line}, ${first.message}` : 'nothing',
    by: 'map lint',
    at: new Date(nowMs).toISOString(),
    mend: 'Run `npm run sidelight -- map lint`, and see to each line it prints',
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
    id: 'decisions_in_workflows',
    claim: 'Every field that agents decide by is needed by a workflow',
    isMet: decided.length > 0 && loose.length === 0,
    found:
      decided.length === 0
        ? 'no field is marked as one to decide by'
        : loose.length === 0
          ? `${decided.length} such fields, all needed`
          : `no workflow needs ${list(loose)}`,
    by: 'the map',
    at: new Date(nowMs).toISOString(),
    mend: 'Mark the fields people decide by with `decision: true`, and name each in workflows.yaml',
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
    id: 'critical_connected',
    claim: 'Everything that critical workflows need is connected',
    isMet: workflows.length > 0 && missing.length === 0,
    found:
      workflows.length === 0
        ? 'no workflow is critical'
        : missing.length === 0
          ? `all of ${workflows.length} critical workflows`
          : `not to be used: ${list(missing)}`,
    by: 'the connections',
    at: new Date(nowMs).toISOString(),
    mend:
      workflows.length === 0
        ? 'Say in workflows.yaml which workflows are critical'
        : 'Connect what is missing, or give its key again where we are locked out',
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
    id: 'flows_seen',
    claim: 'Every flow of the map was seen at work in the last 7 days',
    isMet: fieldsShown > 0 && unseen.length === 0,
    found:
      fieldsShown === 0
        ? 'nothing has been seen yet'
        : unseen.length === 0
          ? `all ${count}`
          : `not seen: ${list(unseen)}`,
    by: 'map drift',
    at: new Date(nowMs).toISOString(),
    mend: 'Open tickets of different customers with the sidebar; remove from flows.yaml what does not flow',
    link: { kind: 'map', file: 'flows.yaml' },
  });
}
