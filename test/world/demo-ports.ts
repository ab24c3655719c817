/** Where everything of the demo listens, unless it is begun elsewhere. */
export const demoPorts = {
  helpdesk: 4300,
  api: 4310,
  zendesk: 4320,
  hubspot: 4321,
  stripe: 4322,
  posthog: 4323,
  jira: 4324,
  statuspage: 4325,
  outside: 4326,
  control: 4390,
} as const;

export type DemoPorts = Readonly<Record<keyof typeof demoPorts, number>>;

/** The same, as far apart, from another first port on. */
export function demoPortsFrom(first: number): DemoPorts {
  const at = (port: number) => first + port - demoPorts.helpdesk;
  const { helpdesk, api, zendesk, hubspot, stripe, posthog, jira, statuspage, outside, control } = demoPorts;
  return {
    ...{ helpdesk: at(helpdesk), api: at(api), outside: at(outside), control: at(control) },
    ...{ zendesk: at(zendesk), hubspot: at(hubspot), stripe: at(stripe) },
    ...{ posthog: at(posthog), jira: at(jira), statuspage: at(statuspage) },
  };
}
