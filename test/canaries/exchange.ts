/** What was answered to somebody, with what of it is looked through. */
export interface Answered {
  readonly asked: string;
  /** `us`: of the helpdesk whose values are planted. `them`: of another one. `nobody`: without a session that counts. */
  readonly by: 'us' | 'them' | 'nobody';
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

export interface Asked {
  readonly by: Answered['by'];
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: string | object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly withinMs?: number;
}

/** Asks the product, and keeps every answer whole. A stream is read for as long as is waited. */
export function createExchange(url: string) {
  const answers: Answered[] = [];
  return {
    answers,
    async ask(path: string, { by, method, token, body, headers, withinMs = 8000 }: Asked): Promise<Answered> {
      const asked = method ?? (body === undefined ? 'GET' : 'POST');
      const text = typeof body === 'object' ? JSON.stringify(body) : body;
      let answer: Response | undefined;
      let read = '';
      try {
        answer = await fetch(url + path, {
          method: asked,
          headers: {
            'content-type': 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...headers,
          },
          ...(text !== undefined && { body: text }),
          redirect: 'manual',
          signal: AbortSignal.timeout(withinMs),
        });
        if (answer.body) for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) read += chunk;
      } catch {
        // Broken off, by them or by the time: what was read until then counts.
      }
      const head = answer ? JSON.stringify([...answer.headers]) : '';
      const kept = { asked: `${asked} ${path}`, by, status: answer?.status ?? 0, head, body: read };
      answers.push(kept);
      return kept;
    },
  };
}
