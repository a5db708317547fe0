import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonical, commandIdOf, digestOf } from '#eventing';
import type { IdempotencyKeys, StoredResponse, Reserved } from '#idempotency';

import { problem } from '../problems/problem.js';
import { type RequestContext, field } from '../pipeline/request-context.js';
import type { Step } from '../pipeline/hook.js';

const quoted = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"$/;
const bare = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255}$/;

/** The key as a structured field string (RFC 9651, 3.3.3), or bare, as many clients send it. */
const keyIn = (text: string): string => {
  const value = text.trim();
  const inner = quoted.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1');
  const key = inner ?? (bare.test(value) ? value : undefined);
  if (key === undefined) throw problem('idempotency-key-malformed');
  return key;
};

const contentOf = ({ edge, body, headers }: FastifyRequest): string =>
  edge.row.upload
    ? canonical([headers['content-type'] ?? '', headers['content-length'] ?? ''])
    : canonical(body ?? null);

const reservationOf = (request: FastifyRequest, sent: string) => {
  const { principal, now } = request.edge;
  const key = digestOf(principal?.tenant ?? '', principal?.id ?? '', keyIn(sent));
  const fingerprint = digestOf(request.method, request.url, contentOf(request));
  return { key, fingerprint, now };
};

/** The SHA-256 of a file that was sent again; reads no more than the length limit. */
const digestIn = async ({ edge, body }: FastifyRequest): Promise<string> => {
  const { limit } = edge.row.upload!;
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > limit) throw problem('too-large', { limit });
    hash.update(piece);
  }
  return hash.digest('hex');
};

const replay = (reply: FastifyReply, { status, headers, body }: StoredResponse) =>
  reply
    .code(status)
    .headers({ ...headers, 'idempotency-replayed': 'true' })
    .send(body);

const go = ({ edge }: FastifyRequest, key: string, reserved: Reserved & { outcome: 'go' }) => {
  edge.inFlight = key;
  edge.now = reserved.since;
  edge.repeated = reserved.repeated;
  edge.commandId = commandIdOf(key, reserved.since);
};

export interface Counter {
  inc(): void;
}

type Outcomes = {
  readonly [Outcome in Reserved['outcome']]: (
    reserved: Reserved & { outcome: Outcome },
  ) => void | Promise<void>;
};

/**
 * The step that runs a request with an Idempotency-Key once, and then repeats the stored answer.
 */
export const idempotency = (keys: IdempotencyKeys, replays: Counter): Step => {
  const outcomes = (request: FastifyRequest, reply: FastifyReply, key: string): Outcomes => ({
    go: (reserved) => go(request, key, reserved),
    other: () => {
      throw problem('idempotency-key-reused');
    },
    'in-flight': () => {
      throw problem('idempotency-in-flight', {}, { 'retry-after': '1' });
    },
    answered: async ({ answer }) => {
      const isOther = request.edge.row.upload && (await digestIn(request)) !== answer.content;
      if (isOther) throw problem('idempotency-key-reused');
      replays.inc();
      replay(reply, answer);
    },
  });
  return (request, reply) => {
    const sent = field(request.headers, 'idempotency-key');
    if (sent === undefined) return undefined;
    const reservation = reservationOf(request, sent);
    const rows = outcomes(request, reply, reservation.key);
    return keys.reserve(reservation).then((reserved) => rows[reserved.outcome](reserved as never));
  };
};

const storedHeaders = [
  'content-type',
  'content-language',
  'etag',
  'location',
  'amends-position',
  'link',
];

const headersOf = (reply: FastifyReply) =>
  Object.fromEntries(
    storedHeaders.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );

/** Whether an answer is final. Other answers are not stored, because trying again may succeed. */
const isFinal = (status: number) => status < 500 && status !== 429 && status !== 408;

/**
 * A file that was not read to its end has no digest, so a repetition cannot be compared with it.
 */
const isKept = ({ row, content }: RequestContext, status: number) =>
  isFinal(status) && !row.confidential && (!row.upload || content !== undefined);

/** The hook that stores the answer of a request with an Idempotency-Key. */
export const storeResponse =
  (keys: IdempotencyKeys, failed: (error: unknown) => void) =>
  (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (e?: Error) => void) => {
    const key = request.edge?.inFlight;
    if (key === undefined) return done();
    delete request.edge.inFlight;
    const body = payload ?? '';
    const status = reply.statusCode;
    const { content } = request.edge;
    const known = content === undefined ? {} : { content };
    if (typeof body === 'string' && isKept(request.edge, status))
      keys.settle(key, { status, headers: headersOf(reply), body, ...known }).catch(failed);
    else keys.release(key);
    done();
  };
