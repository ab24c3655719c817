import type { PageSettings, Staff } from '../workspace.ts';
import type { Tree } from './property-path.ts';
import type { ColorScheme } from './ticket-properties.ts';
import type { Context } from './to-app.ts';

/** A place of the app that belongs to no ticket. The background has no screen. */
export type Place = 'nav_bar' | 'top_bar' | 'background';

export interface PlaceScene {
  readonly place: Place;
  readonly appGuid: string;
  readonly account: PageSettings['account'];
  readonly agent: Staff;
  readonly colorScheme: ColorScheme;
}

export const placeContextOf = ({ place, appGuid, account }: PlaceScene): Context => ({
  product: 'support',
  location: place,
  instanceGuid: appGuid,
  account: { subdomain: account.subdomain },
});

/** What `client.get` finds there: who and where, and nothing of a ticket. */
export function placePropertiesOf(scene: PlaceScene): Tree {
  const { place, appGuid, account, agent, colorScheme } = scene;
  return {
    colorScheme,
    currentAccount: { subdomain: account.subdomain, planName: 'Suite Professional' },
    currentUser: userOf(agent),
    instances: { [appGuid]: placeContextOf(scene) },
    ...(place !== 'background' && { iconSymbol: 'default', viewport: { size: { width: 1200, height: 800 } } }),
  };
}

export const userOf = (agent: Staff): Tree => ({
  id: Number(agent.id),
  name: agent.name,
  email: agent.email,
  role: agent.role === 'admin' ? 'admin' : 'agent',
  locale: agent.locale,
  externalId: null,
  groups: [],
  tags: [],
});
