import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { StatusContext } from './context.ts';
import { incidentCard } from './incident-card.tsx';
import { planButton } from './plan-button.tsx';
import { plans } from './plans.tsx';

/** What is open now, in the order the API puts it, and the way to announce maintenance. */
export const incidentList = (report: StatusReport, ctx: StatusContext) => (
  <section class="open">
    <h2 class="label">{ctx.say.ui.incidents}</h2>
    {report.incidents.length === 0 && <p class="card calm">{ctx.say.ui.noIncidents}</p>}
    {report.incidents.map((incident) => incidentCard(incident, ctx))}
    {report.planned.length > 0 && <h2 class="label">{ctx.say.ui.planned}</h2>}
    {plans(report.planned, ctx)}
    {planButton(report.systems, ctx)}
  </section>
);
