import { describe, expect, it } from 'vitest';
import { picture } from '../../../dev/status/picture.ts';
import { nearTo } from './near.ts';

const nodes = (selected: string | undefined) => {
  const near = nearTo(picture, selected);
  return picture.nodes.filter(near.hasNode).map(({ id }) => id);
};
const edges = (selected: string) => {
  const near = nearTo(picture, selected);
  return picture.edges.filter(near.hasEdge).map(({ id }) => id);
};

describe('nearTo', () => {
  it('is everything while nothing is chosen, or what is not there', () => {
    expect(nodes(undefined)).toHaveLength(picture.nodes.length);
    expect(nodes('gone')).toHaveLength(picture.nodes.length);
  });

  it('of a system: what it touches, and the workflows that need it with their arrows', () => {
    expect(nodes('billing')).toEqual(['crm', 'billing', 'sidebar', 'w_entitlement', 'w_renewal']);
    expect(edges('billing')).toEqual(['billing-crm', 'billing-sidebar', 'sidebar-w_entitlement', 'sidebar-w_renewal']);
  });

  it('of a workflow: its arrow only, not every system it shares with another', () => {
    expect(nodes('w_triage')).toEqual(['sidebar', 'w_triage']);
  });
});
