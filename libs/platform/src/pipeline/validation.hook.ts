import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { problem } from '../problems/problem.js';
import { bodyOf, paramsOf, querySchemaOf, type RouteRow } from '../routes/route.js';
import { versionOf } from './preconditions.js';
import type { Step } from './hook.js';
import { isClean } from './json-body.js';
import { queryOf } from './query-string.js';
import { schemaCheck, type Check } from '../requests/schema-check.js';

type Validate = (request: FastifyRequest) => void;

const path = (name: string, check: Check): Validate => {
  return ({ params }) => {
    const value = (params as Record<string, string>)[name] ?? '';
    if (!isClean(value) || check(value).length > 0) throw problem('not-found');
  };
};

const isDirty = (value: unknown) => typeof value === 'string' && !isClean(value);

const query = (row: RouteRow): Validate => {
  const schema = querySchemaOf(row);
  const check = schemaCheck(schema);
  return (request) => {
    const found = queryOf(schema, request.query as Record<string, unknown>);
    const errors = check(found);
    if (errors.length > 0 || Object.values(found).flat().some(isDirty))
      throw problem('query-invalid', { errors });
    request.query = found;
  };
};

const body = (schema: TSchema): Validate => {
  const check = schemaCheck(schema);
  return (request) => {
    if (request.body === undefined) throw problem('body-missing');
    const errors = check(request.body);
    if (errors.length > 0) throw problem('body-invalid', { errors });
  };
};

const noBody: Validate = (request) => {
  if (request.body !== undefined) throw problem('body-unexpected');
};

const bodyStep = (row: RouteRow): readonly Validate[] => {
  const schema = bodyOf(row);
  if (schema) return [body(schema)];
  return row.upload || row.method === 'GET' ? [] : [noBody];
};

const condition = ({ ifMatch }: RouteRow): Validate => {
  return (request) => {
    const version = versionOf(request.headers['if-match'], ifMatch === 'required');
    if (version !== undefined) request.edge.basedOn = version;
  };
};

const stepsOf = (row: RouteRow): readonly Validate[] => [
  ...Object.entries(paramsOf(row)).map(([name, schema]) => path(name, schemaCheck(schema))),
  query(row),
  ...(row.ifMatch ? [condition(row)] : []),
  ...bodyStep(row),
];

/** The step that lets nothing through that the row does not describe. */
export const requestValidation = (row: RouteRow): Step => {
  const steps = stepsOf(row);
  return (request) => {
    for (const step of steps) step(request);
  };
};
