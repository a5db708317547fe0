import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * The lines of an export. The last one contains the number of lines, the position of the log at
 * which reading began, and the SHA-256 of all bytes before it: so an incomplete file is noticed.
 */
async function* linesOf(items: AsyncIterable<unknown>, position: number): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const item of items) {
    const line = `${JSON.stringify(item)}\n`;
    hash.update(line);
    count += 1;
    yield line;
  }
  yield `${JSON.stringify({ $end: true, count, position, sha256: hash.digest('hex') })}\n`;
}

/** Sends items as NDJSON, no faster than the client reads; an error closes the connection. */
export const sendNdjson = (
  reply: FastifyReply,
  items: AsyncIterable<unknown>,
  position: number,
): FastifyReply =>
  reply
    .header('content-type', 'application/x-ndjson; charset=utf-8')
    .send(Readable.from(linesOf(items, position), { objectMode: true, highWaterMark: 64 }));
