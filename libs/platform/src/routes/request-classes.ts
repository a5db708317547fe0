import { lookUp } from '#eventing';
import type { Schema } from './json-schema.js';
import { extended, Nothing } from '../requests/extended.js';
import { Optional } from '../requests/metadata.js';
import { once } from '../requests/once.js';
import type { RequestClass } from '../requests/request-class.js';
import { Says } from '../requests/says.js';
import { IsInteger, IsMoment, IsPseudonym, IsSingleLine } from '../requests/vocabulary.js';
import { listQueryOf } from './listing.js';
import { isStream, type RouteRow, type Stated } from './route.js';
import { described, Id } from './schemas.js';

const statable: { readonly [Name in keyof Stated]-?: readonly PropertyDecorator[] } = {
  occurredAt: [Says('When it happened, if that was in the past.'), Optional(), IsMoment()],
  onBehalfOf: [
    Says('The customer’s pseudonym, where staff record their words.'),
    Optional(),
    IsPseudonym(),
  ],
};

const stating = (parent: RequestClass, { states = [] }: RouteRow): RequestClass =>
  states.length === 0
    ? parent
    : extended(parent, Object.fromEntries(states.map((name) => [name, statable[name]])));

/** What a browser's EventSource cannot send as header fields. */
const ofStreams = {
  ticket: [
    Says('A ticket of `POST /v1/stream-tickets` for this path, instead of Authorization.'),
    Optional(),
    IsSingleLine(100),
  ],
  lastEventId: [Says('Resume after this position.'), Optional(), IsInteger(0, 9e15)],
};

/** The class of a row's body, with what may be stated besides its data. */
export const bodyClassOf = once((row: RouteRow) => row.body && stating(row.body, row));

/** The class of a row's query string; without a body it also has what may be stated. */
export const queryClassOf = once((row: RouteRow): RequestClass => {
  const query = row.list ? listQueryOf(row.list) : (row.query ?? Nothing);
  const whole = isStream(row) ? extended(query, ofStreams) : query;
  return row.body ? whole : stating(whole, row);
});

const named = (path: string, name: string) => {
  const kind = path.split(`/:${name}`)[0]!.split('/').at(-1)!;
  return described(Id, `The id of one of the ${kind.replaceAll('-', ' ')}.`);
};

/** The path parameters of a row with their schemas. Default: a UUID. */
export const paramsOf = ({ path, params = {} }: RouteRow): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name]) => [
      name!,
      lookUp(params, name!) ?? named(path, name!),
    ]),
  );
