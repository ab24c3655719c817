import { join } from 'node:path';
import { MapPicture } from '@sidelight/shared/map/picture.ts';
import { describe, expect, it } from 'vitest';
import { loadMap } from '../load-map.ts';
import type { Point } from './layout.ts';
import { pictureOf } from './picture.ts';

const map = await loadMap(join(import.meta.dirname, '../../../../../map'), AbortSignal.timeout(5000));

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Looked at in steps of a pixel or less. */
function crosses(from: Point, to: Point, { left, right, top, bottom }: Rectangle): boolean {
  const steps = Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1));
  return [...Array(steps + 1).keys()].some((step) => {
    const [x, y] = [from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps];
    return x > left && x < right && y > top && y < bottom;
  });
}

describe.each(['en', 'de'])('the map as a picture, %s', (locale) => {
  const picture = pictureOf(map, locale);
  const { nodes, edges, width, height } = picture;

  it('is what was agreed on, the same each time, and of a shape that fits a page', () => {
    expect(MapPicture.parse(picture)).toEqual(picture);
    expect(pictureOf(map, locale)).toEqual(picture);
    expect(width).toBeLessThan(1300);
    expect(width / height).toBeGreaterThan(1.4);
  });

  it('shows every system, everything without a connector, and every workflow, once', () => {
    const ids = [...Object.keys(map.systems), ...Object.keys(map.unconnected), 'sidebar'];
    const workflows = Object.keys(map.workflows).map((id) => `workflow:${id}`);
    expect(nodes.map(({ id }) => id).sort()).toEqual([...ids, ...workflows].sort());
  });

  it('lays no box upon another, and all within the picture', () => {
    for (const a of nodes) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width + 1 && a.y + a.height <= height + 1, a.id).toBe(true);
      for (const b of nodes) {
        const isApart =
          a === b || a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(isApart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  it('cuts no words on an arrow, and lays none of them upon a box or upon others', () => {
    const labels = edges.flatMap(({ label, labelAt }) => {
      if (!labelAt) return [];
      const half = (label.length * 6.1) / 2;
      return [{ id: label, x: labelAt.x - half, y: labelAt.y - 10, width: 2 * half, height: 12 }];
    });
    expect(labels.filter(({ id }) => id.includes('…'))).toEqual([]);
    expect(labels.length).toBeGreaterThan(8);
    for (const a of labels) {
      for (const b of [...labels, ...nodes]) {
        const isApart =
          a === b || a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(isApart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  it('lets no arrow cross the words of another', () => {
    const crossed = edges.flatMap(({ label, labelAt }) => {
      if (!labelAt) return [];
      const half = (label.length * 6.6) / 2;
      const box = { left: labelAt.x - half, right: labelAt.x + half, top: labelAt.y - 10, bottom: labelAt.y + 3 };
      return edges.filter(({ points }) => points.some((to, i) => i > 0 && crosses(points[i - 1]!, to, box)));
    });
    expect(crossed.map(({ id }) => id)).toEqual([]);
  });

  it('joins each arrow to its two boxes', () => {
    const touches = (id: string, { x, y }: { x: number; y: number }) => {
      const box = nodes.find((node) => node.id === id)!;
      return x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1;
    };
    for (const { id, from, to, points } of edges) {
      expect(touches(from, points[0]!), `${id} begins`).toBe(true);
      expect(touches(to, points.at(-1)!), `${id} ends`).toBe(true);
    }
  });

  it('has a head at both ends of what is written on both sides, and says so', () => {
    expect(edges.filter(({ isTwoWay }) => isTwoWay).map(({ id }) => id)).toEqual(['customer_sync']);
    const flows = nodes.find(({ id }) => id === 'crm')!.detail.flows;
    expect(flows.filter(({ isTwoWay }) => isTwoWay).map(({ id }) => id)).toEqual(['customer_sync']);
  });

  it('says of billing what breaks without it, and what to do', () => {
    const billing = nodes.find(({ id }) => id === 'billing')!;
    expect(billing.detail.breaks.map(({ id }) => id)).toContain('entitlement_check');
    expect(billing.detail.fallbacks.length).toBe(Object.keys(map.systems.billing!.fallbacks).length);
    expect(JSON.stringify(nodes)).not.toContain('{{');
    expect(billing.detail.owners?.technical.contact).toBe('#integrations');
    expect(edges.find(({ id }) => id === 'need:entitlement_check')?.systems).toContain('billing');
  });
});
