import type { API } from 'typescript/unstable/sync';

/** The project of one configuration, as the compiler sees it. */
export function projectAt(api: API, config: string) {
  const [project] = api
    .updateSnapshot({ openProjects: [config] })
    .getProjects()
    .slice(-1);
  if (!project) throw new Error(`${config} opened no project`);
  return project;
}
