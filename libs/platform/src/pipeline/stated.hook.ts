import type { FastifyRequest } from 'fastify';
import type { RouteRow, Stated } from '../routes/route.js';
import type { Step } from './hook.js';

type Sent = Readonly<Record<string, unknown>>;

const stated = (sent: Sent, names: readonly (keyof Stated)[]): Stated =>
  Object.fromEntries(
    names.flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name]]])),
  );

const others = (sent: Sent, names: readonly string[]): Sent =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => !names.includes(name)));

/**
 * The step that moves what is stated besides the data (`occurredAt`, …) out of the body or query. It
 * runs after the idempotency step, which compares requests as they were sent.
 */
export const takeStated = ({ states = [], body }: RouteRow): Step | undefined => {
  if (states.length === 0) return undefined;
  const place = body ? 'body' : 'query';
  return (request: FastifyRequest) => {
    const sent = request[place] as Sent;
    request.edge.stated = stated(sent, states);
    request[place] = others(sent, states);
  };
};
