import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { TellAnswer } from '@sidelight/shared/health/request.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { ReportableCode } from '@sidelight/shared/map/reportable-code.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type {
  AlertMessage,
  CustomerMessage,
  RevealMessage,
  SecretMessage,
  SyncMessage,
  WebhookMessage,
} from './message.ts';
import type { AlertLog, NewAlert, Quiet } from './ports.ts';
import { rollbackSentence } from './rollback-sentence.ts';

export interface OwnersDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly log: AlertLog;
  /** Waits until each has been tried, or cannot be for now. */
  untilTried(ids: readonly string[], signal: AbortSignal): Promise<void>;
  now(): number;
}

export interface Owners {
  /** Tells the technical owner of the connection. Saying the same again is saying it once. */
  incident(what: 'opened' | 'changed' | 'closed', incident: Incident): Promise<void>;
  /** Somebody at a ticket tells the owner of a field. Undefined when there is no such field. */
  report(
    field: string,
    ticketId: string | undefined,
    locale: string,
    record: OnRecord,
    signal: AbortSignal,
  ): Promise<TellAnswer | undefined>;
  /** A code that the map has no word for: once a day. */
  newValue(field: string, code: ReportableCode): Promise<void>;
  /** Tells the technical owner of a system that a credential of it ends. False when there is nobody to tell. */
  secret(ending: EndingSecret): Promise<boolean>;
  /** A team hears of a company whose deal was won, once it is in the helpdesk: once. */
  newCustomer(
    team: string,
    customer: Pick<CustomerMessage, 'organizationId' | 'contacts' | 'steps'> & { readonly companyId: string },
  ): Promise<void>;
  /** Tells sync's owners what has begun or is over. False when there is nobody to tell. */
  sync(notice: SyncNotice): Promise<boolean>;
  /** Both owners of the helpdesk, of one person once a day. */
  revealed(notice: RevealNotice): Promise<void>;
  /** Tells a system's technical owner how its webhooks come: of forged ones once a day. False when there is nobody to tell. */
  webhook(notice: WebhookNotice): Promise<boolean>;
  /** Both owners of the helpdesk: the sidebar is gone for some who had it. Saying the same step again is saying it once. */
  rolledBack(step: RolloutStep): Promise<void>;
}

/** Which credential, and when it ends. */
type EndingSecret = Pick<SecretMessage, 'what' | 'name' | 'expiresAt'> & { readonly system: string };

type RevealNotice = Pick<RevealMessage, 'what' | 'userId' | 'role' | 'count'>;

/** `system`: the key of the system it is about. */
type SyncNotice = Omit<SyncMessage, 'kind' | 'at'>;
type WebhookNotice = Omit<WebhookMessage, 'kind' | 'at'>;

const QUIET_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** Who is told what, and where: teams and their channels stand in the map. */
export function createOwners({ tenant, map, log, untilTried, now }: OwnersDeps): Owners {
  const iso = (ms: number) => new Date(ms).toISOString();
  const quietFor = (prefix: string, ms: number): Quiet => ({ prefix, since: iso(now() - ms) });
  const nameOf = (system: string) => say(ownValue(map.systems, system)?.name ?? system, 'en');
  const channelsOf = (team: string) => ownValue(map.teams, team)?.alerts ?? [];
  const alertsTo = (team: string, once: string, message: AlertMessage, incidentId?: string): NewAlert[] =>
    channelsOf(team).map((channel) => ({ once, incidentId, channel, message }));

  function toHelpdesk(once: string, message: AlertMessage): NewAlert[] {
    const owners = map.systems.helpdesk?.owners;
    const teams = owners ? [...new Set([owners.business, owners.technical])] : [];
    return teams.flatMap((team) => alertsTo(team, once, message));
  }
  const declared = (field: string) => {
    const spec = Object.values(map.systems).find((candidate) => Object.hasOwn(candidate.fields, field));
    const found = ownValue(spec?.fields, field);
    return spec && found && { system: spec.system, label: say(found.label, 'en'), owner: found.owner };
  };

  return {
    async incident(what, { id, system, state, reason, since, radius, timeline }) {
      const team = ownValue(map.systems, system)?.owners.technical;
      if (team === undefined) return;
      // A system may change for the worse, back, and again: each of these is news.
      const changes = timeline?.filter((entry) => entry.kind === 'changed').length ?? 0;
      const once = what === 'changed' ? `${id}|changed|${changes}` : `${id}|${what}`;
      const message: AlertMessage = {
        ...{ kind: 'incident', what, incidentId: id, system: nameOf(system), state, since, at: iso(now()) },
        ...(reason && { reason }),
        breaks: radius.workflows.map(({ name }) => name),
        ...{ openTickets: radius.openTickets, agents: radius.agents },
      };
      await log.put(tenant, alertsTo(team, once, message, id));
    },
    async report(field, ticketId, locale, record, signal) {
      const found = declared(field);
      if (!found) return undefined;
      const team = ownValue(map.teams, found.owner);
      const owner = { owner: say(team?.name ?? found.owner, locale), contact: team?.contact ?? '' };
      if (channelsOf(found.owner).length === 0) return { state: 'undeliverable', ...owner };
      const prefix = `report|${field}|`;
      const message: AlertMessage = {
        ...{ kind: 'field', what: 'reported', field, label: found.label, system: nameOf(found.system), at: iso(now()) },
        ...(ticketId !== undefined && { ticketId }),
      };
      const alerts = alertsTo(found.owner, `${prefix}${iso(now())}`, message);
      const ids = await log.putUnlessSaid(tenant, alerts, quietFor(prefix, QUIET_MS), record);
      if (ids === 'said') return { state: 'already', ...owner };
      await untilTried(ids, signal);
      const sent = await Promise.all(ids.map((id) => log.find(tenant, id)));
      const isRefused = sent.length > 0 && sent.every((alert) => typeof alert !== 'object' || alert.state !== 'sent');
      return { state: isRefused ? 'undeliverable' : 'told', ...owner };
    },
    async revealed(notice) {
      const prefix = `reveal|${notice.what}|${notice.userId}|`;
      const message: AlertMessage = { kind: 'reveal', ...notice, system: nameOf('helpdesk'), at: iso(now()) };
      await log.putUnlessSaid(tenant, toHelpdesk(`${prefix}${iso(now())}`, message), quietFor(prefix, DAY_MS));
    },
    async rolledBack({ from, to, reason, at }) {
      const why = rollbackSentence(reason, to);
      const message: AlertMessage = { ...{ kind: 'rollout', from, to, why, at }, system: nameOf('helpdesk') };
      await log.put(tenant, toHelpdesk(`rollout|${at}`, message));
    },
    async newCustomer(team, { companyId, ...customer }) {
      const message: AlertMessage = { ...{ kind: 'customer', system: nameOf('crm'), ...customer }, at: iso(now()) };
      await log.put(tenant, alertsTo(team, `customer|${companyId}`, message));
    },
    async newValue(field, code) {
      const found = declared(field);
      if (!found) return;
      const prefix = `new value|${field}|${code}|`;
      const message: AlertMessage = {
        ...{ kind: 'field', what: 'new_value', field, label: found.label, system: nameOf(found.system) },
        ...{ code, at: iso(now()) },
      };
      const alerts = alertsTo(found.owner, `${prefix}${iso(now())}`, message);
      await log.putUnlessSaid(tenant, alerts, quietFor(prefix, DAY_MS));
    },
    async sync(notice) {
      const owners = map.sync?.owners;
      if (!owners) return false;
      const { what, alarm, system, object = '', since } = notice;
      // What waits for a decision waits for those whose records they are; who has no channel is told by the other.
      const { business, technical } = owners;
      const team = (alarm === 'reviews_overdue' ? [business, technical] : [technical, business]).find(
        (one) => channelsOf(one).length > 0,
      );
      if (team === undefined) return false;
      const message: AlertMessage = { kind: 'sync', ...notice, system: nameOf(system), at: iso(now()) };
      await log.put(tenant, alertsTo(team, `sync|${alarm}|${object}|${system}|${since}|${what}`, message));
      return true;
    },
    async webhook({ system, ...notice }) {
      const team = ownValue(map.systems, system)?.owners.technical;
      if (team === undefined || channelsOf(team).length === 0) return false;
      const { alarm, what, since } = notice;
      const prefix = `webhook|${alarm}|${system}|`;
      const isNeverTold = what === 'over' && !(await log.isSaidSince(tenant, `${prefix}${since}|`, iso(0)));
      if (isNeverTold) return true;
      const message: AlertMessage = { kind: 'webhook', ...notice, system: nameOf(system), at: iso(now()) };
      const alerts = alertsTo(team, `${prefix}${since}|${what}`, message);
      // Whoever forges them decides when they come: not how often somebody is woken.
      if (alarm === 'bad_signatures' && what === 'began')
        await log.putUnlessSaid(tenant, alerts, quietFor(prefix, DAY_MS));
      else await log.put(tenant, alerts);
      return true;
    },
    async secret({ what, system, name, expiresAt }) {
      const team = ownValue(map.systems, system)?.owners.technical;
      if (team === undefined || channelsOf(team).length === 0) return false;
      const message: AlertMessage = {
        ...{ kind: 'secret', what, system: nameOf(system), name, expiresAt, at: iso(now()) },
      };
      await log.put(tenant, alertsTo(team, `secret|${system}|${name}|${expiresAt}|${what}`, message));
      return true;
    },
  };
}
