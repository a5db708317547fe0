import { lookUp } from '#eventing';

import type { Schema } from '../routes/json-schema.js';
import { expected, type Expecting, missing, unknownField } from './expected.js';
import { type FieldFault, oneEach, pointerPart } from './faults.js';

/** A fault as the compiled schema tells it; see JSON Schema 2020-12. */
export interface SchemaFault {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** So many missing, and so many unknown fields of one object are named. */
const MOST = 8;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The part of a schema that a path leads to. Names in it are not escaped, so the longest one counts. */
const partAt = (schema: object, path: string): object => {
  if (path === '') return schema;
  const names = Object.keys(schema).filter((name) => `${path}/`.startsWith(`/${name}/`));
  const name = names.toSorted((a, b) => b.length - a.length)[0];
  const part: unknown =
    name === undefined ? undefined : lookUp(schema as Readonly<Record<string, unknown>>, name);
  return isObject(part) ? partAt(part, path.slice(name!.length + 1)) : {};
};

const members = (names: unknown) => (Array.isArray(names) ? names.map(String).slice(0, MOST) : []);

const faultsOf = (schema: Schema, { keyword, schemaPath, instancePath, params }: SchemaFault) => {
  const part: Expecting = partAt(schema, schemaPath.slice(1));
  const at = `#${instancePath}`;
  if (keyword === 'required')
    return members(params['requiredProperties']).map((name) => ({
      pointer: `${at}${pointerPart(name)}`,
      detail: missing(lookUp(part.properties ?? {}, name) ?? {}),
    }));
  if (keyword === 'additionalProperties')
    return members(params['additionalProperties']).map((name) => ({
      pointer: `${at}${pointerPart(name)}`,
      detail: unknownField,
    }));
  return [{ pointer: at, detail: expected(part) }];
};

const forms = ['anyOf', 'oneOf'];

/** Which of several forms a fault is in. */
const formIn = ({ schemaPath }: SchemaFault, either: SchemaFault): string | undefined => {
  const inside = `${either.schemaPath}/${either.keyword}/`;
  return schemaPath.startsWith(inside) ? schemaPath.slice(inside.length).split('/')[0] : undefined;
};

/** A value of another type, or with another constant, was not meant to be of this form. */
const rulesOut = ({ keyword, instancePath }: SchemaFault, either: SchemaFault) =>
  keyword === 'const' || (keyword === 'type' && instancePath === either.instancePath);

/** The one form that was meant, if it can be told which. */
const meantIn = (faults: readonly SchemaFault[], either: SchemaFault): string | undefined => {
  const [tried, out] = [new Set<string>(), new Set<string>()];
  for (const fault of faults) {
    const form = formIn(fault, either);
    if (form === undefined) continue;
    tried.add(form);
    if (rulesOut(fault, either)) out.add(form);
  }
  const left = [...tried].filter((form) => !out.has(form));
  return left.length === 1 ? left[0] : undefined;
};

/** Of several forms: what is wrong with the one that was meant; or else that it is none of them. */
const telling = (faults: readonly SchemaFault[]): readonly SchemaFault[] =>
  faults
    .filter(({ keyword }) => forms.includes(keyword))
    .reduce((left, either) => {
      const meant = meantIn(faults, either);
      return left.filter((fault) => {
        if (fault === either) return meant === undefined;
        const form = formIn(fault, either);
        return form === undefined || form === meant;
      });
    }, faults);

/** What is wrong with a value, one sentence for each part of it. */
export const faultsIn = (schema: Schema, faults: readonly SchemaFault[]): readonly FieldFault[] =>
  oneEach(
    telling(faults.filter(({ keyword }) => keyword !== 'boolean')).flatMap((fault) =>
      faultsOf(schema, fault),
    ),
  );
