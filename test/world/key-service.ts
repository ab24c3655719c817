import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Asked = z.object({
  KeyId: z.string(),
  Plaintext: z.base64().optional(),
  CiphertextBlob: z.base64().optional(),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
});

export const keyCredentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'only for tests' };

/** What goes wrong on purpose: an error by its name, which may quote what was sent, a silence, or a cut connection. */
export type KeyServiceFaultKind =
  | { readonly error: string; readonly status?: number; readonly quotes?: boolean }
  | 'silence'
  | 'cut';

/**
 * AWS KMS as far as Encrypt and Decrypt go: JSON 1.1 over HTTP, requests signed by Signature Version 4, errors in
 * `__type`. Source: docs.aws.amazon.com/kms/latest/APIReference and the guide to signing of requests.
 */
export async function startKeyService(arns: readonly string[]) {
  const keys = new Map(arns.map((arn) => [arn, randomBytes(32)]));
  const calls: { readonly action: string; readonly context: Readonly<Record<string, string>> }[] = [];
  /** What stood in a message of ours. */
  const quoted: string[] = [];
  let fault: KeyServiceFaultKind | undefined;

  function answer(action: string, asked: z.infer<typeof Asked>): object {
    const { KeyId, Plaintext, CiphertextBlob, EncryptionContext } = asked;
    const key = keys.get(KeyId);
    if (!key) throw new Refused('NotFoundException');
    const bound = Buffer.from(JSON.stringify(Object.entries(EncryptionContext).sort()));
    if (action === 'Encrypt') {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
      const text = Buffer.concat([cipher.update(Buffer.from(Plaintext ?? '', 'base64')), cipher.final()]);
      const blob = Buffer.concat([Buffer.from(KeyId.slice(-12)), iv, cipher.getAuthTag(), text]);
      return { KeyId, CiphertextBlob: blob.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    }
    if (action !== 'Decrypt') throw new Refused('UnknownOperationException');
    const blob = Buffer.from(CiphertextBlob ?? '', 'base64');
    if (arns.some((arn) => arn !== KeyId && blob.subarray(0, 12).toString() === arn.slice(-12)))
      throw new Refused('IncorrectKeyException');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(12, 24), { authTagLength: 16 });
      decipher.setAAD(bound).setAuthTag(blob.subarray(24, 40));
      const plain = Buffer.concat([decipher.update(blob.subarray(40)), decipher.final()]);
      return { KeyId, Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    } catch {
      throw new Refused('InvalidCiphertextException');
    }
  }

  const server = createServer(async (req, res) => {
    const body = await textOf(req);
    if (fault === 'silence') return;
    if (fault === 'cut') return void req.socket.destroy();
    const send = (status: number, content: object) =>
      res.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
    try {
      if (fault) throw new Refused(fault.error, fault.status);
      if (!isSigned(req, body)) throw new Refused('IncompleteSignatureException');
      const action = String(req.headers['x-amz-target']).replace('TrentService.', '');
      const asked = Asked.parse(JSON.parse(body));
      calls.push({ action, context: asked.EncryptionContext });
      send(200, answer(action, asked));
    } catch (error) {
      const { type, status } = error instanceof Refused ? error : new Refused('ValidationException');
      const isQuoting = typeof fault === 'object' && fault.quotes === true;
      if (isQuoting) quoted.push(body);
      send(status, { __type: type, message: isQuoting ? `not good: ${body}` : 'a message with arn:aws:kms in it' });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A listening TCP socket has an address with a port.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ calls, quoted },
    fail(kind: KeyServiceFaultKind | undefined) {
      fault = kind;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

class Refused extends Error {
  readonly type: string;
  readonly status: number;
  constructor(type: string, status = 400) {
    super(type);
    this.type = type;
    this.status = status;
  }
}

async function textOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Signature Version 4, worked out again from what has arrived. */
function isSigned(req: IncomingMessage, body: string): boolean {
  const form = /Credential=([^/]+)\/(\d+)\/([^/]+)\/kms\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)/;
  const [, keyId, day = '', region = '', names = '', signature] = form.exec(req.headers.authorization ?? '') ?? [];
  if (keyId !== keyCredentials.accessKeyId) return false;
  const headers = names.split(';').map((name) => `${name}:${String(req.headers[name]).trim()}\n`);
  const canonical = [req.method, '/', '', headers.join(''), names, sha256(body)].join('\n');
  const scope = `${day}/${region}/kms/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', req.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  let key: Buffer = Buffer.from(`AWS4${keyCredentials.secretAccessKey}`);
  for (const part of [day, region, 'kms', 'aws4_request']) key = hmac(key, part);
  return hmac(key, toSign).toString('hex') === signature;
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
