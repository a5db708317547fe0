import { lookUp } from '#eventing';
import type { Principal, RouteRow, Stated } from '../routes/route.js';

/** What the platform knows of a request; the steps of the pipeline fill it in. */
export interface RequestContext {
  readonly row: RouteRow;
  /** Milliseconds since 1970: the arrival, or the first sight of its idempotency key. */
  now: number;
  /** Absent on routes that anyone may use. */
  principal?: Principal;
  /** When the credential expires, in milliseconds since 1970. */
  until?: number;
  /** The Authorization field that a stream's ticket stands for. */
  authorization?: string;
  /** The versions that If-Match names. */
  basedOn?: readonly number[];
  /** What it states besides its data. */
  stated?: Stated;
  /** The id of this request's command, once something has asked for it. */
  commandId?: string;
  /** The digest of its Idempotency-Key, until its answer is stored. */
  inFlight?: string;
  repeated?: boolean;
  /** The media type that an uploaded file is said to have. */
  claimed?: string | undefined;
  /** The SHA-256 of an uploaded file, hex, once all of it was read. */
  content?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    edge: RequestContext;
  }
}

/** The value of a header field that may be sent once. */
export const field = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): string | undefined => {
  const value = lookUp(headers, name);
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
};
