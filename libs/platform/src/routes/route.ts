import { IsObject, type Static, type TObject, type TSchema } from 'typebox';
import type { Upload } from '#blobs';
import type { DataOf, Message } from '#eventing';

import { listingQuery, type Listing } from './listing.js';
import { Id, Moment, strictObject, optional, Pseudonym } from './schemas.js';

export const roles = [
  'customer',
  'agent',
  'manager',
  'auditor',
  'integration',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Everybody who works for the desk. */
export const staff = ['agent', 'manager', 'administrator'] as const satisfies readonly Role[];

/** Who is asking: from the credential alone, never from the request's words. */
export interface Principal {
  readonly tenant: string;
  readonly role: Role;
  /** A pseudonym: the token's `sub`, or the id of the API key. */
  readonly id: string;
  /** As the token names them, which is personal data; or the name of the API key. */
  readonly name?: string;
  readonly via: 'token' | 'key';
  /** What the credential is limited to, e.g. `tickets:read`; absent: to nothing less than the role. */
  readonly scopes?: readonly string[];
}

export interface Answer {
  readonly status?: number;
  readonly schema?: TSchema;
  readonly example?: unknown;
  /** The media type, where it is not `application/json`. */
  readonly media?: string;
  /** Said of it in the OpenAPI document. */
  readonly summary?: string;
}

export interface UploadRow extends Upload {
  /** One of the types, and what such a file may hold. */
  readonly example: { readonly media: string; readonly value: string };
}

/**
 * One row for each route. From it come the controller's route, validation, the access check, the
 * OpenAPI document, the reference and the walk over every role.
 */
export interface RouteRow<Body = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/tickets/:id/resolution` */
  readonly path: string;
  readonly summary: string;
  /** Its name in the OpenAPI document; made of method and path where there is none. */
  readonly name?: string;
  readonly roles: readonly Role[] | 'anyone';
  /** Whoever asks from this machine itself needs no credential. */
  readonly loopback?: boolean;
  /** A customer may do it with their own only; the decider or the selection sees to it. */
  readonly owner?: 'requester';
  /** Where the credential's scope is not `<first segment>:read` or `:write`. */
  readonly scope?: string;
  /** `required`: answers 428 without; `allowed` is the default for commands on what exists. */
  readonly ifMatch?: 'required' | 'allowed';
  /** Path parameters that are not UUIDs. */
  readonly params?: Readonly<Record<string, TSchema>>;
  readonly query?: TObject;
  /** A list: its filters, sorts and paging. Its query schema is made from it. */
  readonly list?: Listing;
  readonly body?: TSchema;
  /** The request's body is a file. */
  readonly upload?: UploadRow;
  readonly example?: Body;
  readonly answer?: Answer;
  /** The answer holds a secret: it is not kept to be given again under the same Idempotency-Key. */
  readonly confidential?: boolean;
  /** Codes beyond those that every route can give. */
  readonly problems?: readonly string[];
  /** Puts refusals in the form of another protocol, where the route speaks one. */
  readonly refused?: (problem: RefusedAs) => RefusedAs;
}

/** A refusal as it is sent: a problem (RFC 9457), or what a row makes of it. */
export interface RefusedAs {
  readonly status: number;
  readonly media: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a command route knows beside the body. Everything in it was validated. */
export interface CommandRequest<Body = unknown> {
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  /** ISO 8601; when the request arrived (with an Idempotency-Key: when it was first seen). */
  readonly at: string;
  /** The command's id; ids of what it makes are derived from it by `newAggregateId`. */
  readonly commandId: string;
}

/**
 * How a command is asked for. Without `data` the body is the command's data as it is; with it, `data`
 * makes the data of body, path and asker.
 */
export interface CommandRoute<Data> extends RouteRow {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** The command makes a new aggregate: 201, Location; its id is derived from the command's. */
  readonly creates?: boolean;
  /** Which path parameter names the aggregate. Default: `id`. */
  readonly on?: string;
  /** The body may state these beside the data; they go into the command's envelope. */
  readonly states?: readonly ('occurredAt' | 'onBehalfOf')[];
  // oxlint-disable-next-line typescript/no-explicit-any -- each row's body is its own schema's
  readonly data?: (asked: CommandRequest<any>) => Data;
}

/** One row for each command that can be asked for over HTTP, by the command's type. */
export type CommandRoutes<C extends Message> = {
  readonly [Type in C['type']]?: CommandRoute<DataOf<C, Type>>;
};

/** What a validated body or query is. */
export type Valid<S extends TSchema> = Static<S>;

const isRead = (route: RouteRow) => route.method === 'GET';

/** `tickets:read`: the first segment after the version, and whether it changes anything. */
export const scopeOf = (route: RouteRow): string =>
  route.scope ?? `${route.path.split('/')[2]}:${isRead(route) ? 'read' : 'write'}`;

/** The path parameters of a row with their schemas; a UUID where the row says nothing else. */
export const paramsOf = ({ path, params = {} }: RouteRow): Readonly<Record<string, TSchema>> =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, params[name!] ?? Id]));

/** What the query string may hold; nothing where the row says nothing. */
export const querySchemaOf = ({ query, list }: RouteRow): TObject =>
  strictObject({ ...(list && listingQuery(list)), ...query?.properties });

const statable = { occurredAt: optional(Moment), onBehalfOf: optional(Pseudonym) };

/** The body's schema, with what a command may state beside its data. */
export const bodyOf = (
  row: RouteRow & Pick<CommandRoute<unknown>, 'states'>,
): TSchema | undefined => {
  const { body, states = [] } = row;
  if (!body || states.length === 0 || !IsObject(body)) return body;
  const stated = Object.fromEntries(states.map((name) => [name, statable[name]]));
  return strictObject({ ...body.properties, ...stated });
};
