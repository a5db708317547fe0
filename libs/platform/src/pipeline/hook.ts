import type { FastifyReply, FastifyRequest } from 'fastify';

/** A Fastify hook in its cheaper form: it may go on within the same turn. */
export type Hook = (
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
) => void;

/** What a hook does: nothing comes of it, or it throws; later, only where it has to wait. */
export type Step = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;

const afterwards = (step: Promise<void>, done: (error?: Error) => void) =>
  // oxlint-disable-next-line promise/no-callback-in-promise, promise/prefer-await-to-callbacks -- Fastify's hooks call back
  void step.then(() => done(), done);

/** Runs steps in order; a step that need not wait costs no promise. */
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
