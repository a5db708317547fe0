import type { TSchema } from 'typebox';
import type { Upload } from '#blobs';
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
  /** It may answer 204, without a body: what that means. */
  readonly orNone?: string;
}

export interface UploadRow extends Upload {
  /** One of the types, and what such a file may hold. */
  readonly example: { readonly media: string; readonly value: string };
}

/**
 * One row for each route. From it come the controller's route, validation, the access check, the
 * OpenAPI document, the reference and the walk over every role.
 */
export interface RouteRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/tickets/:id/resolution` */
  readonly path: string;
  readonly summary: string;
  /** Its name in the OpenAPI document; made of method and path where there is none. */
  readonly name?: string;
  readonly roles: readonly Role[] | 'anyone';
  /** Where the settings say so, who asks from this machine itself needs no credential. */
  readonly loopback?: boolean;
  /** A customer may do it with their own only; the decider or the selection sees to it. */
  readonly owner?: 'requester';
  /** Where the credential's scope is not `<first segment>:read` or `:write`. */
  readonly scope?: string;
  /** `required`: answers 428 without; `allowed` is the default for commands on what exists. */
  readonly ifMatch?: 'required' | 'allowed';
  /** Path parameters that are not UUIDs. */
  readonly params?: Readonly<Record<string, TSchema>>;
  /** What the query string may hold; nothing where the row says nothing. */
  readonly query?: RequestClass;
  /** A list: its filters, sorts and paging, from which its query string follows. */
  readonly list?: Listing;
  readonly body?: RequestClass;
  /** What may be stated beside the body's data (or the query's): it goes into the command's envelope. */
  readonly states?: readonly (keyof Stated)[];
  /** The request's body is a file. */
  readonly upload?: UploadRow;
  readonly example?: unknown;
  readonly answer?: Answer;
  /** The answer holds a secret: it is not kept to be given again under the same Idempotency-Key. */
  readonly confidential?: boolean;
  /** Codes beyond those that every route can give. */
  readonly problems?: readonly string[];
  /** Query parameters that it does not know are left out, as another protocol wants it. */
  readonly ignoresUnknown?: true;
  /** Puts refusals in the form of another protocol, where the route speaks one. */
  readonly refused?: (problem: RefusedAs) => RefusedAs;
}

/** A refusal as it is sent: a problem (RFC 9457), or what a row makes of it. */
export interface RefusedAs {
  readonly status: number;
  readonly media: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a request may state beside its data. */
export interface Stated {
  /** When it happened, where that was in the past. */
  readonly occurredAt?: string;
  /** The customer whose words a member of staff records. */
  readonly onBehalfOf?: string;
}

const isRead = (route: RouteRow) => route.method === 'GET';

/** `tickets:read`: the first segment after the version, and whether it changes anything. */
export const scopeOf = (route: RouteRow): string =>
  route.scope ?? `${route.path.split('/')[2]}:${isRead(route) ? 'read' : 'write'}`;

/** Whether its answer goes on: server-sent events. */
export const isStream = ({ answer }: RouteRow): boolean => answer?.media === 'text/event-stream';
