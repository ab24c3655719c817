import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { MapPicture } from '@sidelight/shared/map/picture.ts';
import { atRisk, billingDown, billingWrong, crmLocked, minutesAgo, planned } from './incidents.ts';
import { picture, wider } from './picture.ts';
import { report, slo } from './report.ts';

export interface StatusScenario {
  readonly story: string;
  readonly locale?: string;
  readonly role?: 'agent';
  readonly refuse?: { readonly status: number; readonly code: string };
  /** The stream says nothing at all. */
  readonly isSilent?: boolean;
  /** No answer at all to anything. */
  readonly isStuck?: boolean;
  /** Boxes and closed incidents to open before the picture is taken. */
  readonly open?: readonly string[];
  report(): StatusReport;
  readonly picture?: MapPicture;
  answers?(): AnswersAtRisk;
}

const down = () =>
  report({
    health: { billing: { state: 'down', reason: 'timeout', since: minutesAgo(16) } },
    slow: ['billing'],
    incidents: [billingDown()],
    slo: slo([0.998, 0.994, 0.999, null, 0.986, 0.997, 0.962], -0.31, 4.2),
  });

const wrong = () =>
  report({
    health: { billing: { state: 'degraded', reason: 'wrong_values', since: minutesAgo(16) } },
    incidents: [billingWrong()],
  });

/** What a lead may find on the status page. Each keeps to the contract: see `scenarios.test.ts`. */
export const statusScenarios: Readonly<Record<string, StatusScenario>> = {
  well: { story: 'everything is well', report, picture },
  'billing-down': { story: 'billing is down, acknowledged, one alert failed', report: down, picture },
  selected: { story: 'billing is down, its box is chosen', report: down, picture, open: ['#node-billing'] },
  wrong: { story: 'billing gives wrong values', report: wrong, picture },
  'wrong-german': { story: 'the same in German', locale: 'de', report: wrong, picture },
  lists: {
    story: 'the tickets that an outage has touched',
    ...{ report: down, picture, open: ['.tiles .counted'] },
  },
  'lists-german': {
    story: 'the same in German',
    ...{ locale: 'de', report: down, picture, open: ['.tiles .counted'] },
  },
  'two-bad': {
    story: 'billing is down and the CRM has locked us out',
    report: () =>
      report({
        slow: ['billing'],
        health: {
          billing: { state: 'down', reason: 'timeout', since: minutesAgo(16) },
          crm: { state: 'locked_out', reason: 'credential', since: minutesAgo(4) },
        },
        incidents: [crmLocked(), billingDown()],
      }),
    picture,
  },
  planned: {
    story: 'planned maintenance',
    report: () => report({ incidents: [planned()] }),
    picture,
  },
  risk: { story: 'answers at risk after an incident', report, picture, answers: atRisk, open: ['.recent summary'] },
  'not-live': { story: 'no word from the server', report: down, picture, isSilent: true },
  note: { story: 'a note is being written', report: down, picture, open: ['.commands .btn'] },
  declare: { story: 'maintenance is being declared', report, picture, open: ['.open > .buttons .btn'] },
  wide: {
    story: 'a map too wide to stand beside anything',
    report: down,
    picture: wider(picture),
    open: ['#node-crm'],
  },
  german: { story: 'in German', locale: 'de', report: down, picture },
  new: {
    story: 'a new installation: nothing measured, nothing drawn',
    report: () => report({ latency: [], waterfall: [], recent: [], slo: slo([], 1, 0) }),
    picture: { width: 0, height: 0, nodes: [], edges: [] },
  },
  'no-map': { story: 'the map cannot be had', report },
  agent: { story: 'an agent opens it', role: 'agent', report },
  expired: { story: 'the session has ended', refuse: { status: 401, code: 'session_expired' }, report },
  reading: { story: 'nothing has come yet', isStuck: true, report },
};
