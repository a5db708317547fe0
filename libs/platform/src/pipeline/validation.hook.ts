import { lookUp } from '#eventing';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import { canonicalOf } from '../requests/canonical.js';
import type { RequestClass } from '../requests/request-class.js';
import { type OnDisagreement, requestCheck } from '../requests/request-check.js';
import { schemaCheck, type Check } from '../requests/schema-check.js';
import { schemaOf } from '../requests/schema-of.js';
import { bodyClassOf, paramsOf, queryClassOf } from '../routes/request-classes.js';
import type { RouteRow } from '../routes/route.js';
import type { Step } from './hook.js';
import { isClean } from './json-body.js';
import { versionsOf } from './preconditions.js';
import { queryOf } from './query-string.js';

type Validate = (request: FastifyRequest) => void;

const path = (name: string, check: Check): Validate => {
  return ({ params }) => {
    const value = lookUp(params as Record<string, string>, name) ?? '';
    if (!isClean(value) || check(value).length > 0) throw problem('not-found');
  };
};

const isDirty = (value: unknown) => typeof value === 'string' && !isClean(value);

/** The parameters of a query that the class declares. */
const known = (
  { properties = {} }: { readonly properties?: object },
  given: Readonly<Record<string, unknown>>,
) => Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(properties, name)));

const query = (row: RouteRow, onDisagreement: OnDisagreement): Validate => {
  const shape = queryClassOf(row);
  const check = requestCheck(shape, onDisagreement);
  const [schema, canonical] = [schemaOf(shape), canonicalOf(shape)];
  return (request) => {
    const given = request.query as Record<string, unknown>;
    const found = queryOf(schema, row.ignoresUnknown ? known(schema, given) : given, request.url);
    const errors = check(found);
    if (errors.length > 0 || Object.values(found).flat().some(isDirty))
      throw problem('query-invalid', { errors });
    request.query = canonical ? canonical(found) : found;
  };
};

const body = (shape: RequestClass, onDisagreement: OnDisagreement): Validate => {
  const check = requestCheck(shape, onDisagreement);
  const canonical = canonicalOf(shape);
  return (request) => {
    if (request.body === undefined) throw problem('body-missing');
    const errors = check(request.body);
    if (errors.length > 0) throw problem('body-invalid', { errors });
    if (canonical) request.body = canonical(request.body);
  };
};

const noBody: Validate = (request) => {
  if (request.body !== undefined) throw problem('body-unexpected');
};

const bodyStep = (row: RouteRow, onDisagreement: OnDisagreement): readonly Validate[] => {
  const shape = bodyClassOf(row);
  if (shape) return [body(shape, onDisagreement)];
  return row.upload || row.method === 'GET' ? [] : [noBody];
};

const condition = ({ ifMatch }: RouteRow): Validate => {
  return (request) => {
    const versions = versionsOf(request.headers['if-match'], ifMatch === 'required');
    if (versions !== undefined) request.edge.basedOn = versions;
  };
};

const stepsOf = (row: RouteRow, onDisagreement: OnDisagreement): readonly Validate[] => [
  ...Object.entries(paramsOf(row)).map(([name, schema]) => path(name, schemaCheck(schema))),
  query(row, onDisagreement),
  ...(row.ifMatch ? [condition(row)] : []),
  ...bodyStep(row, onDisagreement),
];

/**
 * The step that refuses every value that the row does not describe, and normalises moments. Throws
 * when a class of the row has a decorator without a JSON Schema.
 */
export const requestValidation = (row: RouteRow, onDisagreement: OnDisagreement): Step => {
  const steps = stepsOf(row, onDisagreement);
  return (request) => {
    for (const step of steps) step(request);
  };
};
