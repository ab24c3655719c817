import { showLeads } from './leads.ts';
import { statusPage } from './view/status/page.tsx';

showLeads(() => ({ isMapWanted: true, draw: statusPage }));
