import { z } from 'zod';
import { BrokenWorkflow, Owner } from '../health/blast-radius.ts';

const Point = z.strictObject({ x: z.number(), y: z.number() });

/** What a person is told who clicks a node, in their language. */
export const NodeDetail = z.strictObject({
  purpose: z.string().optional(),
  owners: z.strictObject({ business: Owner, technical: Owner }).optional(),
  contact: z.string().optional(),
  recordOf: z.array(z.string()),
  reviewed: z.string().optional(),
  /** What stops when it stops: for systems without a connector, in the map's own words. */
  ifItStops: z.string().optional(),
  flows: z.array(
    z.strictObject({
      id: z.string(),
      data: z.string(),
      /** The other end, by name. */
      other: z.string(),
      isIncoming: z.boolean(),
      /** Both ends write it. */
      isTwoWay: z.boolean(),
      timing: z.string(),
      owners: z.strictObject({ business: Owner, technical: Owner }),
    }),
  ),
  /** Workflows that break with it, most urgent first. */
  breaks: z.array(BrokenWorkflow),
  fallbacks: z.array(
    z.strictObject({
      fields: z.array(z.string()),
      steps: z.array(z.string()),
      sentence: z.string().optional(),
      owner: Owner,
      confirmed: z.string(),
    }),
  ),
});
export type NodeDetail = z.infer<typeof NodeDetail>;

/** A box of the picture. `x`, `y`: its top left corner, in pixels. */
export const PictureNode = z.strictObject({
  id: z.string(),
  kind: z.enum(['system', 'sidebar', 'workflow', 'unconnected']),
  title: z.string(),
  subtitle: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** Systems whose bad health this box shows: itself, or those a workflow needs. */
  systems: z.array(z.string()),
  detail: NodeDetail,
});
export type PictureNode = z.infer<typeof PictureNode>;

/** An arrow of the picture, as a polyline; the drawing rounds it. */
export const PictureEdge = z.strictObject({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  label: z.string(),
  points: z.array(Point).min(2),
  labelAt: Point.optional(),
  isManual: z.boolean(),
  isTwoWay: z.boolean(),
  systems: z.array(z.string()),
});
export type PictureEdge = z.infer<typeof PictureEdge>;

/** `GET /v1/map`: systems, flows and workflows, laid out. Health is put on by whoever draws it. */
export const MapPicture = z.strictObject({
  width: z.number(),
  height: z.number(),
  nodes: z.array(PictureNode),
  edges: z.array(PictureEdge),
});
export type MapPicture = z.infer<typeof MapPicture>;
