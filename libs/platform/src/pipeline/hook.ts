import type { FastifyReply, FastifyRequest } from 'fastify';

/** A Fastify hook with a callback: cheaper than a promise, because it may continue in the same turn. */
export type Hook = (
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
) => void;

/** Returns or throws; returns a promise only when it must wait. */
export type Step = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;

const afterwards = (step: Promise<void>, done: (error?: Error) => void) =>
  // oxlint-disable-next-line promise/no-callback-in-promise, promise/prefer-await-to-callbacks -- Fastify's hooks call back
  void step.then(() => done(), done);

/** A hook that runs a step. A step that does not wait costs no promise. */
export const hookOf =
  (step: Step): Hook =>
  (request, reply, done) => {
    let going: void | Promise<void>;
    try {
      going = step(request, reply);
    } catch (error) {
      return done(error as Error);
    }
    if (going) return afterwards(going, done);
    done();
  };
