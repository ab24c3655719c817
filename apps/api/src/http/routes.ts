import { Router } from 'express';

/** Each address has one spelling, so that a proxy, a limit or a row that names it means all there is of it. */
export const routes = (): Router => Router({ caseSensitive: true, strict: true });
