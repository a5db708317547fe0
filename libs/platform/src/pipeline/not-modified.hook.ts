import type { FastifyReply, FastifyRequest } from 'fastify';
import { alreadyHas } from './preconditions.js';

/** The hook that answers 304 when the client already has the answer (RFC 9110, 13.1.2). */
export const notModified = (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void => {
  const etag = reply.getHeader('etag');
  const has = etag !== undefined && alreadyHas(request.headers['if-none-match'], String(etag));
  if (!has || reply.statusCode !== 200 || typeof payload !== 'string') return done(null, payload);
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  done(null, null);
};
