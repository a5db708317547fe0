import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import { field } from './request-context.js';

const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/** Refuses a compressed body: unpacked it could have any size, so nothing here unpacks it. */
export const ensurePlain = ({ headers }: Pick<FastifyRequest, 'headers'>): void => {
  const encoding = field(headers, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity')
    throw problem('media-type', { encoding }, { 'accept-encoding': 'identity' });
};

/** Refuses a charset other than UTF-8, the only one of JSON (RFC 8259, 8.1). */
export const ensureUtf8 = ({ headers }: Pick<FastifyRequest, 'headers'>): void => {
  const claimed = charset.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  if (claimed !== 'utf-8' && claimed !== 'utf8') throw problem('media-type', { charset: claimed });
};
