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
 * The step that takes what is stated beside the data to the command's envelope. It comes after the
 * idempotency key was looked up, by which a request is what it was sent as.
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
