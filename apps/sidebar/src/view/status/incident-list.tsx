import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { incidentCard } from './incident-card.tsx';
import type { Here } from './kit.ts';
import { maintenanceForm } from './maintenance-form.tsx';

/** What is open now, in the order the API puts it, and the way to announce maintenance. */
export const incidentList = (report: StatusReport, here: Here) => (
  <section class="open">
    <h2 class="label">{here.say.ui.incidents}</h2>
    {report.incidents.length === 0 && <p class="card calm">{here.say.ui.noIncidents}</p>}
    {report.incidents.map((incident) => incidentCard(incident, here))}
    {maintenanceForm(report.systems, here)}
  </section>
);
