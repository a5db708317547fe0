import type { Upload } from '#blobs';
import type { Schema } from './json-schema.js';
import type { RequestClass } from '../requests/request-class.js';
import type { Listing } from './listing.js';

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

/** Who is asking: from the credential only, never from the rest of the request. */
export interface Principal {
  readonly tenant: string;
  readonly role: Role;
  /** A pseudonym: the token's `sub`, or the id of the API key. */
  readonly id: string;
  /** The name in the token, which is personal data, or the name of the API key. */
  readonly name?: string;
  readonly via: 'token' | 'key';
  /** The scopes of the credential, e.g. `tickets:read`. Absent: everything that the role may do. */
  readonly scopes?: readonly string[];
}

export interface Answer {
  readonly status?: number;
  readonly schema?: Schema;
  readonly example?: unknown;
  /** The media type. Default: `application/json`. */
  readonly media?: string;
  /** Its description in the OpenAPI document. */
  readonly summary?: string;
  /** What an answer 204 without a body means, if the route can give one. */
  readonly orNone?: string;
}

export interface UploadRow extends Upload {
  /** One of the types, with an example. */
  readonly example: { readonly media: string; readonly value: string };
}

/**
 * One row for each route. It determines the controller's route, validation, the access check, the
 * OpenAPI document, the reference and the walk over every role.
 */
export interface RouteRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/tickets/:id/resolution` */
  readonly path: string;
  readonly summary: string;
  /** The operation's id in the OpenAPI document. Default: made of method and path. */
  readonly name?: string;
  readonly roles: readonly Role[] | 'anyone';
  /** Requests from this machine need no credential, if the settings allow that. */
  readonly loopback?: boolean;
  /** Customers may use it on their own resources only; the decider or the query ensures that. */
  readonly owner?: 'requester';
  /** The scope of the credential. Default: `<first segment>:read` or `:write`. */
  readonly scope?: string;
  /** `required`: answers 428 without; `allowed` is the default for commands on what exists. */
  readonly ifMatch?: 'required' | 'allowed';
  /** Path parameters that are not UUIDs. */
  readonly params?: Readonly<Record<string, Schema>>;
  /** The query string. Default: none. */
  readonly query?: RequestClass;
  /** A list: its filters, sorts and paging, from which its query string follows. */
  readonly list?: Listing;
  readonly body?: RequestClass;
  /** What body or query may state besides the data; it goes into the command's envelope. */
  readonly states?: readonly (keyof Stated)[];
  /** The request's body is a file. */
  readonly upload?: UploadRow;
  readonly example?: unknown;
  readonly answer?: Answer;
  /**
   * The answer holds a secret, so it is not stored for repetitions under the same Idempotency-Key.
   */
  readonly confidential?: boolean;
  /** Codes of problems, besides those that every route can give. */
  readonly problems?: readonly string[];
  /** Unknown query parameters are ignored, as another protocol requires. */
  readonly ignoresUnknown?: true;
  /** The form that another protocol gives to refusals. Default: RFC 9457. */
  readonly refused?: RefusalForm;
}

/** A refusal as it is sent: a problem (RFC 9457), or the form of another protocol. */
export interface RefusedAs {
  readonly status: number;
  readonly media: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RefusalForm {
  /** Its name among the schemas of the OpenAPI document. */
  readonly name: string;
  readonly schema: Schema;
  readonly of: (problem: RefusedAs) => RefusedAs;
}

/** What a request may state besides its data. */
export interface Stated {
  /** When it happened, if that was in the past. */
  readonly occurredAt?: string;
  /** The customer whose words a member of staff records. */
  readonly onBehalfOf?: string;
}

const isRead = (route: RouteRow) => route.method === 'GET';

/** `tickets:read`: the first segment after the version, and whether the route changes anything. */
export const scopeOf = (route: RouteRow): string =>
  route.scope ?? `${route.path.split('/')[2]}:${isRead(route) ? 'read' : 'write'}`;

/** Whether the answer is a stream of server-sent events. */
export const isStream = ({ answer }: RouteRow): boolean => answer?.media === 'text/event-stream';
