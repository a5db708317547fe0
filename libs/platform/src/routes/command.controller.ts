import { Controller, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type AnyDecider,
  type CommandContext,
  Commands,
  type Decider,
  type Message,
  newAggregateId,
  type Receipt,
  lookUp,
} from '#eventing';

import { etagOf } from '../pipeline/preconditions.js';
import { commandContextOf, commandIdIn } from './command-context.js';
import type { CommandRequest, CommandRoute, CommandRoutes } from './command-routes.js';
import { Route } from './route.decorator.js';
import type { RouteRow } from './route.js';

type Row = CommandRoute<unknown>;
type Handler = (commands: Commands, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** The defaults of a command row. */
export const commandRow = (row: Row): RouteRow & Row =>
  ({
    ifMatch: row.creates ? undefined : 'allowed',
    ...row,
    answer: { status: row.creates ? 201 : 200, ...row.answer },
  }) as Row;

const commandRequestOf = (request: FastifyRequest): CommandRequest<never, never> => ({
  principal: request.edge.principal!,
  params: request.params as Record<string, string>,
  body: request.body as never,
  query: request.query as never,
  at: new Date(request.edge.now).toISOString(),
  commandId: commandIdIn(request),
});

const subjectOf = (row: Row, request: FastifyRequest): string =>
  row.creates
    ? newAggregateId(commandIdIn(request))
    : lookUp(request.params as Record<string, string>, row.on ?? 'id')!;

/** Answers a command: `{ id, version }`, the version as ETag, and the position to read from. */
export const answerReceipt = (reply: FastifyReply, { id, version, position }: Receipt): void =>
  void reply
    .header('etag', etagOf(version))
    .header('amends-position', position)
    .header('content-type', 'application/json; charset=utf-8')
    .send(`{"id":"${id}","version":${version}}`);

/** Throws when row and decider differ on whether a command creates an aggregate. */
const ensureAgreed = ({ name, creates = [] }: AnyDecider, type: string, row: Row): void => {
  if (creates.includes(type) === (row.creates ?? false)) return;
  throw new TypeError(`Whether "${type}" creates, its route and the decider "${name}" differ.`);
};

const handler = (decider: AnyDecider, type: string, row: Row): Handler => {
  return async (commands, request, reply) => {
    const data = row.data ? row.data(commandRequestOf(request)) : (request.body ?? {});
    const command = { ...commandContextOf(request), type, data };
    const receipt = await commands.send(decider, subjectOf(row, request), command);
    if (row.creates) reply.header('location', `${row.path}/${receipt.id}`);
    answerReceipt(reply, receipt);
  };
};

interface HasCommands {
  readonly commands: Commands;
}

const addMethod = (controller: Type<HasCommands>, name: string, row: Row, handle: Handler) => {
  const method = function (this: HasCommands, request: FastifyRequest, reply: FastifyReply) {
    return handle(this.commands, request, reply);
  };
  const descriptor = { value: method, writable: true, configurable: true };
  const prototype = controller.prototype as object;
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res()(prototype, name, 1);
  Route(row)(prototype, name, descriptor);
};

/** A controller with one method for each row of a table of commands. */
export const commandController = <
  State,
  Command extends Message & CommandContext,
  Event extends Message,
>(
  decider: Decider<State, Command, Event>,
  routes: CommandRoutes<Command>,
): Type => {
  @Controller()
  class CommandController {
    constructor(readonly commands: Commands) {}
  }
  for (const [type, route] of Object.entries(routes as Record<string, Row>)) {
    const row = commandRow({ name: type, ...route });
    ensureAgreed(decider, type, row);
    addMethod(CommandController, type, row, handler(decider, type, row));
  }
  return CommandController;
};
