import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import { field } from './request-context.js';

const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/** A body comes as it is: nothing here unpacks it, and unpacked it could be of any size. */
export const ensurePlain = ({ headers }: Pick<FastifyRequest, 'headers'>): void => {
  const encoding = field(headers, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity')
    throw problem('media-type', { encoding }, { 'accept-encoding': 'identity' });
};

/** JSON is UTF-8 (RFC 8259, 8.1), whatever else is claimed. */
export const ensureUtf8 = ({ headers }: Pick<FastifyRequest, 'headers'>): void => {
  const claimed = charset.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  if (claimed !== 'utf-8' && claimed !== 'utf8') throw problem('media-type', { charset: claimed });
};
