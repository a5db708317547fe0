import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type AnyDecider,
  type Decider,
  type CommandContext,
  type Message,
  type Receipt,
  newAggregateId,
  newCommandId,
  Commands,
} from '#eventing';

import { field } from '../pipeline/request-context.js';
import { Route } from './route.decorator.js';
import { etagOf } from '../pipeline/preconditions.js';
import { problem } from '../problems/problem.js';
import type { CommandRequest, Principal, CommandRoute, CommandRoutes, RouteRow } from './route.js';

type Row = CommandRoute<unknown>;
type Handler = (commands: Commands, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** What every command row is, where it says nothing else. */
export const commandRow = (row: Row): RouteRow & Row =>
  ({
    ifMatch: row.creates ? undefined : 'allowed',
    ...row,
    answer: { status: row.creates ? 201 : 200, ...row.answer },
  }) as Row;

/** An auditor reads, and commands nothing. */
const actorOf = ({ role, id }: Principal): CommandContext['by'] => {
  if (role === 'auditor') throw problem('role-forbidden');
  return { kind: role, id };
};

interface Stated {
  readonly occurredAt?: string;
  readonly onBehalfOf?: string;
}

const occurredAt = (stated: string | undefined, now: number) => {
  if (stated === undefined) return {};
  if (Date.parse(stated) > now) throw problem('occurred-in-future');
  return { occurredAt: new Date(stated).toISOString() };
};

/** The id of the command that a request is: the same for a repetition under one Idempotency-Key. */
export const commandIdIn = ({ edge }: FastifyRequest): string =>
  (edge.commandId ??= newCommandId(edge.now));

/** Who, when and on which version: what arrives with every command. */
export const commandContextOf = (request: FastifyRequest, stated: Stated = {}): CommandContext => {
  const { edge, id: correlation } = request;
  return {
    id: commandIdIn(request),
    tenant: edge.principal!.tenant,
    by: actorOf(edge.principal!),
    at: new Date(edge.now).toISOString(),
    correlation: field(request.headers, 'x-correlation-id')?.match(uuid)?.[0] ?? correlation,
    ...occurredAt(stated.occurredAt, edge.now),
    ...(stated.onBehalfOf !== undefined && { onBehalfOf: stated.onBehalfOf }),
    ...(edge.basedOn !== undefined && { basedOn: edge.basedOn }),
    ...(edge.repeated && { repeated: true }),
  };
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the body states for the envelope, and the rest of it. */
const parted = (row: Row, body: unknown): readonly [Stated, unknown] => {
  if (!row.states || typeof body !== 'object' || body === null) return [{}, body];
  const { occurredAt: when, onBehalfOf, ...data } = body as Stated & Record<string, unknown>;
  return [{ ...(when && { occurredAt: when }), ...(onBehalfOf && { onBehalfOf }) }, data];
};

const commandRequestOf = (request: FastifyRequest, body: unknown): CommandRequest => ({
  principal: request.edge.principal!,
  params: request.params as Record<string, string>,
  body,
  at: new Date(request.edge.now).toISOString(),
  commandId: commandIdIn(request),
});

const subjectOf = (row: Row, request: FastifyRequest): string =>
  row.creates
    ? newAggregateId(commandIdIn(request))
    : (request.params as Record<string, string>)[row.on ?? 'id']!;

/** Answers a command: `{ id, version }`, the version as ETag, and the position to read from. */
export const answerReceipt = (reply: FastifyReply, { id, version, position }: Receipt): void =>
  void reply
    .header('etag', etagOf(version))
    .header('amends-position', position)
    .header('content-type', 'application/json; charset=utf-8')
    .send(`{"id":"${id}","version":${version}}`);

/** Throws when the row and the decider differ on whether a command creates: a read too many, or too few. */
const ensureAgreed = ({ name, creates = [] }: AnyDecider, type: string, row: Row): void => {
  if (creates.includes(type) === (row.creates ?? false)) return;
  throw new TypeError(`Whether "${type}" creates, its route and the decider "${name}" differ.`);
};

const handler = (decider: AnyDecider, type: string, row: Row): Handler => {
  return async (commands, request, reply) => {
    const [stated, body] = parted(row, request.body);
    const data = row.data ? row.data(commandRequestOf(request, body)) : (body ?? {});
    const command = { ...commandContextOf(request, stated), type, data };
    const receipt = await commands.send(decider, subjectOf(row, request), command);
    if (row.creates) reply.header('location', `${row.path}/${receipt.id}`);
    answerReceipt(reply, receipt);
  };
};

type Class = new (commands: Commands) => { readonly commands: Commands };

const addMethod = (controller: Class, name: string, row: Row, handle: Handler) => {
  const method = function (this: { commands: Commands }, request: never, reply: never) {
    return handle(this.commands, request, reply);
  };
  const descriptor = { value: method, writable: true, configurable: true };
  Object.defineProperty(controller.prototype, name, descriptor);
  Req()(controller.prototype, name, 0);
  Res()(controller.prototype, name, 1);
  Route(row)(controller.prototype, name, descriptor);
};

/** A controller with one method for each row: the commands that can be asked for over HTTP. */
export const commandController = <
  State,
  Command extends Message & CommandContext,
  Event extends Message,
>(
  decider: Decider<State, Command, Event>,
  routes: CommandRoutes<Command>,
): Class => {
  class CommandController {
    constructor(readonly commands: Commands) {}
  }
  Inject(Commands)(CommandController, undefined, 0);
  for (const [type, route] of Object.entries(routes as Record<string, Row>)) {
    const row = commandRow({ name: type, ...route });
    ensureAgreed(decider, type, row);
    addMethod(CommandController, type, row, handler(decider, type, row));
  }
  Controller()(CommandController);
  return CommandController;
};
