import { followHeight } from './host/follow-height.ts';
import { showLeads } from './leads.ts';
import { topBar } from './view/status/top-bar.tsx';

showLeads(({ host }) => {
  followHeight(document.body, host.resize);
  return {
    isMapWanted: false,
    draw: topBar,
  };
});
