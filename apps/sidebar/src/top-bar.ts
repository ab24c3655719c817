import { followHeight } from './host/follow-height.ts';
import { showLeads } from './leads.ts';
import { createNews } from './model/status/news.ts';
import { overall } from './view/status/overall.ts';
import { standings } from './view/status/shown-states.ts';
import { topBar } from './view/status/top-bar.tsx';

showLeads(({ host }) => {
  const news = createNews();
  followHeight(document.body, host.resize);
  return {
    isMapWanted: false,
    draw: topBar,
    drawn({ report }, ctx) {
      // Nobody watches an icon: what begins is said where the lead is.
      if (report && news.isNew(report.incidents)) host.warn(overall(standings(report), ctx.say, ctx, ctx.nowMs()));
    },
  };
});
