import type { BlastRadius } from '@sidelight/shared/health/blast-radius.ts';
import { ImpactRequest } from '@sidelight/shared/health/request.ts';
import { type Observed, ObservedRequest } from '@sidelight/shared/map/observation.ts';
import type { MapPicture } from '@sidelight/shared/map/picture.ts';
import type { RequestHandler, Router } from 'express';
import { sessionOf } from './authenticate.ts';
import { sendProblem } from './problem.ts';
import { routes } from './routes.ts';

export interface MapRouteDeps {
  picture(locale: string): MapPicture;
  observed(days: number): Promise<Observed>;
  /** Undefined when the map has no such thing. */
  impact(of: ImpactRequest, locale: string): BlastRadius | undefined;
}

const MAX_LOCALES = 50;

/** `GET /v1/map`, `/v1/map/impact` and `/v1/map/observed`, for leads and admins. */
export function mapRoute({ picture, impact, observed }: MapRouteDeps): Router {
  // Laid out once a language: the map does not change while this route lives.
  const pictures = new Map<string, string>();
  const leadsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'agent' ? sendProblem(res, 'not_allowed') : next();

  const show: RequestHandler = (_req, res) => {
    const { locale } = sessionOf(res);
    const text = pictures.get(locale) ?? JSON.stringify(picture(locale));
    if (pictures.size < MAX_LOCALES) pictures.set(locale, text);
    res.set('cache-control', 'no-store').type('json').send(text);
  };
  const touch: RequestHandler = (req, res) => {
    const radius = impact(ImpactRequest.parse(req.query), sessionOf(res).locale);
    if (!radius) return sendProblem(res, 'not_found');
    res.set('cache-control', 'no-store').json(radius);
  };
  const compare: RequestHandler = async (req, res) => {
    const { days } = ObservedRequest.parse(req.query);
    res.set('cache-control', 'no-store').json(await observed(days));
  };
  return routes().use(leadsOnly).get('/', show).get('/impact', touch).get('/observed', compare);
}
