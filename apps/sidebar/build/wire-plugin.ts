import { Boot } from '@sidelight/shared/context/boot.ts';
import { ContextEvent } from '@sidelight/shared/context/event.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import type { Plugin } from 'vite';
import { z } from 'zod';
import { compileSchemas } from './compile-schema.ts';

const ID = 'virtual:wire';

/** The checks the browser runs on everything that reaches it, from the same schemas as the API. */
export const wireModule = (): string =>
  compileSchemas({
    isBoot: z.toJSONSchema(Boot),
    isContextEvent: z.toJSONSchema(ContextEvent),
    isProblem: z.toJSONSchema(Problem),
  });

export function wirePlugin(): Plugin {
  return {
    name: 'sidelight-wire',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: (id) => (id === `\0${ID}` ? wireModule() : null),
  };
}
