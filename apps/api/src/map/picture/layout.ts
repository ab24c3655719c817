import { Graph, layout } from '@dagrejs/dagre';

/** What is to be placed: boxes with their sizes, arrows with the words on them. */
export interface Sketch {
  readonly boxes: readonly Size[];
  readonly arrows: readonly Line[];
}

interface Size {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Joins boxes that belong side by side: it says nothing about who stands left of whom. */
  readonly isAcross: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Route {
  readonly points: readonly Point[];
  /** Where there is room for it. */
  readonly labelAt?: Point;
}

export interface Placed {
  readonly width: number;
  readonly height: number;
  /** Top left corners, by box. */
  readonly boxes: ReadonlyMap<string, Point>;
  readonly arrows: ReadonlyMap<string, Route>;
}

const LABEL_HEIGHT = 14;
/** About what a letter takes at 12 px, and what keeps the next box away. */
const LETTER = 6.6;
const GAP = 12;
/** Between two arrows that leave one box. */
const PORT = 20;
/** How far an arrow between neighbours in one column goes around them. */
const AROUND = 24;

/** Places boxes in columns from left to right, so that few arrows cross. The same sketch gives the same picture. */
export function place({ boxes, arrows }: Sketch): Placed {
  const graph = new Graph({ directed: true, multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 30, edgesep: 14, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { id, from, to, label, isAcross } of arrows) {
    if (isAcross) continue;
    graph.setEdge(from, to, { width: widthOf(label), height: label ? LABEL_HEIGHT : 0, labelpos: 'c' }, id);
  }
  layout(graph);
  // Coordinates are of the middle.
  const middles = new Map(boxes.map(({ id }) => [id, { x: graph.node(id).x ?? 0, y: graph.node(id).y ?? 0 }]));
  const corner = ({ id, width, height }: Size): Point => {
    const { x, y } = middles.get(id)!;
    return { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
  };
  const corners = new Map(boxes.map((box) => [box.id, corner(box)]));
  const sizes = new Map(boxes.map((box) => [box.id, box]));
  const end = (id: string, side: 'left' | 'right'): Point => {
    const { x, y } = corners.get(id)!;
    const { width, height } = sizes.get(id)!;
    return { x: side === 'left' ? x : x + width, y: Math.round(y + height / 2) };
  };
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: corners,
    arrows: new Map(arrows.map((line) => [line.id, line.isAcross ? around(line) : along(line)])),
  };

  /** Arrows with words on them leave one box side by side, in the order of where they go. */
  function port(id: string, from: string): Point {
    const { x, y } = end(from, 'right');
    const own = arrows.filter((other) => other.from === from && !other.isAcross && other.label);
    const at = own.toSorted((a, b) => end(a.to, 'left').y - end(b.to, 'left').y).findIndex((other) => other.id === id);
    return { x, y: at < 0 ? y : y + (at - (own.length - 1) / 2) * PORT };
  }

  /** Straight out, down a trunk shared with all that end there, straight in. */
  function along({ id, from, to, label }: Line): Route {
    const [start, stop] = [port(id, from), end(to, 'left')];
    const { points = [] }: { points?: readonly Point[] } = graph.edge(from, to, id);
    // More corners than one label's: it goes past boxes, and the layout knows how.
    if (points.length > 3) {
      const bends = points.slice(1, -1).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
      return { points: [start, ...bends, stop], labelAt: above(bends[Math.floor(bends.length / 2)] ?? start) };
    }
    // Past the words of all that end there, and of all whose line it has to cross.
    const [top, bottom] = [Math.min(start.y, stop.y), Math.max(start.y, stop.y)];
    const isPassed = (other: Line): boolean => {
      const { x, y } = port(other.id, other.from);
      return x === start.x && y > top && y < bottom + LABEL_HEIGHT;
    };
    const labels = arrows.filter((other) => !other.isAcross && (other.to === to || isPassed(other)));
    const room = Math.max(...labels.map((other) => widthOf(other.label)));
    const trunk = Math.min(stop.x - GAP, start.x + room + 2 * GAP);
    const bends =
      start.y === stop.y
        ? []
        : [
            { x: trunk, y: start.y },
            { x: trunk, y: stop.y },
          ];
    return {
      points: [start, ...bends, stop],
      labelAt: above({ x: start.x + GAP / 2 + widthOf(label) / 2, y: start.y }),
    };
  }

  function around({ from, to }: Line): Route {
    const [start, stop] = [end(from, 'left'), end(to, 'left')];
    const x = Math.min(start.x, stop.x) - AROUND;
    return { points: [start, { x, y: start.y }, { x, y: stop.y }, stop] };
  }
}

const widthOf = (label: string): number => Math.ceil(label.length * LETTER);
const above = ({ x, y }: Point): Point => ({ x: Math.round(x), y: y - 6 });
