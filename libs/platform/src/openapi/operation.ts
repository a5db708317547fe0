import type { Schema } from '../routes/json-schema.js';
import type { Catalogue } from '../problems/problem.js';
import { plain } from '../requests/constraints.js';
import { schemaOf } from '../requests/schema-of.js';
import { bodyClassOf, paramsOf, queryClassOf } from '../routes/request-classes.js';
import { scopeOf, type RouteRow, type UploadRow } from '../routes/route.js';
import { Answered } from '../routes/schemas.js';
import { refusalSchemaOf, refusalsOf } from './refusals.js';

type Json = Readonly<Record<string, unknown>>;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** `GET /v1/my-work` → `getMyWork`, where the row has no name. */
const operationIdOf = ({ name, method, path }: RouteRow): string => {
  if (name) return name.charAt(0).toLowerCase() + name.slice(1);
  const words = path.split(/[/:-]/).filter((word) => word !== '' && word !== 'v1');
  return method.toLowerCase() + words.map(capital).join('');
};

const header = (name: string, description: string, more: Json = {}) => ({
  in: 'header',
  name,
  description,
  schema: { type: 'string' },
  ...more,
});

type Field = readonly [applies: (row: RouteRow) => boolean, field: Json];

/** The header fields of requests, and the rows that each applies to. */
const fields: readonly Field[] = [
  [
    ({ method }) => method === 'POST',
    header('Idempotency-Key', 'The same request under the same key is carried out once.', {
      example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
    }),
  ],
  [
    ({ ifMatch }) => ifMatch === 'required',
    header('If-Match', 'The ETag of what you have seen.', { required: true, example: '"3"' }),
  ],
  [
    ({ ifMatch }) => ifMatch === 'allowed',
    header('If-Match', 'The ETag of what you have seen, or *.', { example: '"3"' }),
  ],
  [
    ({ method, roles }) => method === 'GET' && roles !== 'anyone',
    header('Amends-Position', 'Read at least this position; wait for it as Prefer says.'),
  ],
  [
    ({ method, roles }) => method === 'GET' && roles !== 'anyone',
    header('Prefer', 'How long to wait for Amends-Position.', { example: 'wait=5' }),
  ],
  [
    ({ answer }) => answer?.media === 'text/event-stream',
    header('Last-Event-ID', 'Resume after this position.', { example: '42' }),
  ],
];

/** A parameter's description stands beside its schema. */
const parameter = (place: 'path' | 'query', name: string, schema: Schema | Json): Json => {
  const { description, ...form } = plain(schema as Schema);
  const list = place === 'query' && form['type'] === 'array';
  return {
    in: place,
    name,
    description,
    schema: form,
    ...(list && { style: 'form', explode: false }),
  };
};

const queryParameters = (row: RouteRow) => {
  const { properties = {}, required = [] } = schemaOf(queryClassOf(row)) as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...parameter('query', name, schema),
    required: required.includes(name),
  }));
};

const parametersOf = (row: RouteRow) => [
  ...Object.entries(paramsOf(row)).map(([name, schema]) => ({
    ...parameter('path', name, schema),
    required: true,
  })),
  ...queryParameters(row),
  ...fields.filter(([applies]) => applies(row)).map(([, field]) => field),
];

const file = { type: 'string', format: 'binary' };

/** One type with an example; which others are taken, the row's summary says. */
const filesOf = ({ example }: UploadRow) => ({
  [example.media]: { schema: file, example: example.value },
  '*/*': { schema: file },
});

const isJson = (media: string) => /[/+]json$/.test(media);

/** The media types of a request: a row of another protocol accepts its media type, too. */
const askedIn = ({ answer: { media } = {} }: RouteRow) =>
  media !== undefined && isJson(media) ? media : 'application/json';

const bodyFor = (row: RouteRow, id: string) => {
  if (row.upload) {
    return { required: true, content: filesOf(row.upload) };
  }
  if (!row.body) return undefined;
  const schema = { $ref: `#/components/schemas/${capital(id)}Body` };
  return { required: true, content: { [askedIn(row)]: { schema, example: row.example } } };
};

const answerHeaders = ({ method, list, answer }: RouteRow): Json => ({
  ...(method !== 'GET' && {
    ETag: { schema: { type: 'string' }, description: 'The version, for If-Match.' },
    'Amends-Position': { schema: { type: 'integer' }, description: 'To read what was written.' },
  }),
  ...(answer?.status === 201 && {
    Location: { schema: { type: 'string' }, description: 'Where to find what was made.' },
  }),
  ...(list && !list.whole && { Link: { schema: { type: 'string' }, description: 'rel="next"' } }),
});

const receipt = { id: '019ab3c4-5d6e-7000-8f00-0123456789ab', version: 2 };

const exampleOf = (row: RouteRow) => {
  const example = row.answer?.example ?? (row.method === 'GET' ? undefined : receipt);
  return example === undefined ? {} : { example };
};

/** The schema of a row's answer; commands answer alike. */
const answerSchemaOf = ({ method, answer = {} }: RouteRow): Schema | undefined => {
  if (answer.status === 204 || (answer.media && !isJson(answer.media))) return undefined;
  return answer.schema ?? (method === 'GET' ? undefined : Answered);
};

const contentOf = (row: RouteRow, id: string): Json => {
  const { status, media = 'application/json', example } = row.answer ?? {};
  if (status === 204) return {};
  if (!isJson(media)) {
    const text = { schema: { type: 'string' }, ...(example !== undefined && { example }) };
    return { content: { [media]: text } };
  }
  const named = { $ref: `#/components/schemas/${capital(id)}Answer` };
  const schema = answerSchemaOf(row) ? named : { type: 'object' };
  return { content: { [media]: { schema, ...exampleOf(row) } } };
};

const successOf = (row: RouteRow, id: string) => ({
  ...(row.answer?.orNone && { 204: { description: row.answer.orNone } }),
  [row.answer?.status ?? 200]: {
    description: row.answer?.summary ?? row.summary,
    headers: answerHeaders(row),
    ...contentOf(row, id),
  },
});

/** Where an answer has an ETag, it need not be sent again (RFC 9110, 13.1.2). */
const unchangedOf = ({ method, roles, list, answer }: RouteRow): Json => {
  const isTagged =
    method === 'GET' && roles !== 'anyone' && !list && isJson(answer?.media ?? 'application/json');
  if (!isTagged) return {};
  return { 304: { description: 'Nothing has changed since the ETag that If-None-Match names.' } };
};

const accessOf = (row: RouteRow) => {
  const { roles, owner } = row;
  if (roles === 'anyone') return 'For anyone.';
  const own = owner && roles.includes('customer') ? ' A customer: only their own.' : '';
  return `For: ${roles.join(', ')}.${own} Scope: \`${scopeOf(row)}\`.`;
};

/** One operation of the OpenAPI document. */
export const operationOf = (row: RouteRow, catalogue: Catalogue): Json => {
  const id = operationIdOf(row);
  const requestBody = bodyFor(row, id);
  return {
    operationId: id,
    summary: row.summary,
    description: accessOf(row),
    tags: [row.path.split('/').find((part) => part !== '' && part !== 'v1')],
    security: row.roles === 'anyone' ? [] : [{ token: [] }, { key: [] }],
    parameters: parametersOf(row),
    ...(requestBody && { requestBody }),
    responses: { ...successOf(row, id), ...unchangedOf(row), ...refusalsOf(row, catalogue) },
  };
};

/** The schemas that a row adds to the components. */
export const schemasOf = (row: RouteRow): Json => {
  const name = capital(operationIdOf(row));
  const [body, answer] = [bodyClassOf(row), answerSchemaOf(row)];
  return {
    ...(body && { [`${name}Body`]: plain(schemaOf(body)) }),
    ...(answer && { [`${name}Answer`]: plain(answer) }),
    ...refusalSchemaOf(row),
  };
};
