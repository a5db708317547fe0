import type { LoggerService } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStorageFault } from '../problems/storage-fault.js';
import { destination, pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

const toStandardOutput = () => destination({ sync: false, minLength: 4096, periodicFlush: 500 });

const quoted = (text: string) => JSON.stringify(text);

const hundredths = (value: number) => Math.round(value * 100) / 100;

/**
 * Structured logs, one JSON object per line. About a request they contain its id, its route's
 * template and its outcome; never its address, its body or a name.
 */
export class Log {
  readonly #pino: Logger;

  constructor(
    level: string,
    private readonly to: DestinationStream = toStandardOutput(),
  ) {
    this.#pino = pino({ level, base: null, serializers: { err: stdSerializers.errWithCause } }, to);
  }

  info(message: string, about: object = {}): void {
    this.#pino.info(about, message);
  }

  warn(message: string, about: object = {}): void {
    this.#pino.warn(about, message);
  }

  /** An unexpected error. */
  bug(error: unknown, about: object = {}): void {
    this.#pino.error({ ...about, err: error }, 'unexpected error');
  }

  /** Logs an error: a warning when the storage failed, otherwise a bug. */
  fault(error: unknown, about: object = {}): void {
    if (!isStorageFault(error)) return this.bug(error, about);
    this.warn('something could not be stored', { ...about, err: error });
  }

  /** One for each request, of known parts: written as pino would, at half of what its way costs. */
  request({ id, edge, method }: FastifyRequest, reply: FastifyReply, route: string): void {
    const { principal } = edge ?? {};
    const who = principal && `,"tenant":${quoted(principal.tenant)},"role":"${principal.role}"`;
    this.to.write(
      `{"level":30,"time":${Date.now()},"request":"${id}","method":"${method}","route":${quoted(route)}` +
        `,"status":${reply.statusCode},"ms":${hundredths(reply.elapsedTime)}${who ?? ''},"msg":"request"}\n`,
    );
  }

  get logsRequests(): boolean {
    return this.#pino.isLevelEnabled('info');
  }

  flush(): void {
    this.#pino.flush();
  }
}

/** Nest's own messages: only warnings and errors are logged. */
export const nestLog = (log: Log): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown, ...rest: unknown[]) => log.bug(message, { rest }),
});
