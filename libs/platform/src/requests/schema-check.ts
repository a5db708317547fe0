import { lookUp } from '#eventing';
import { Compile } from 'typebox/schema';
import type { Schema } from '../routes/json-schema.js';
import { type FieldFault, pointerPart, sentenceOf } from './faults.js';

/** A fault as the compiled schema tells it; see JSON Schema 2020-12. */
interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The names under which the compiled schema tells the value of a keyword. */
const told = ['limit', 'type', 'allowedValues', 'pattern'];

const valueIn = (params: SchemaFault['params']) =>
  lookUp(params, told.find((name) => name in params) ?? 'limit');

const members = (names: unknown) => (Array.isArray(names) ? names.map(String) : []);

/** Missing and unknown fields are told one by one. */
const pointersOf = ({ instancePath, params }: SchemaFault): readonly string[] => {
  const names = members(params['requiredProperties'] ?? params['additionalProperties']);
  if (names.length === 0) return [`#${instancePath}`];
  return names.slice(0, 8).map((name) => `#${instancePath}${pointerPart(name)}`);
};

const faultsOf = (fault: SchemaFault): FieldFault[] => {
  const detail = sentenceOf(fault.keyword, valueIn(fault.params));
  return pointersOf(fault).map((pointer) => ({ pointer, detail }));
};

/** Where none of several forms fits, what each of them misses there is no help. */
const isTelling = (fault: SchemaFault, _: number, all: readonly SchemaFault[]) =>
  fault.keyword === 'anyOf' ||
  !all.some(
    ({ keyword, instancePath }) => keyword === 'anyOf' && instancePath === fault.instancePath,
  );

/** Answers with the faults of a value, none if it is as expected. */
export type Check = (value: unknown) => readonly FieldFault[];

const none: readonly FieldFault[] = [];

/** Compiles a schema when it is first needed: start-up stays short, and it is done once. */
export const schemaCheck = (schema: Schema): Check => {
  let compiled: ReturnType<typeof Compile<Schema>> | undefined;
  return (value) => {
    compiled ??= Compile(schema);
    if (compiled.Check(value)) return none;
    const [, faults] = compiled.Errors(value);
    return (faults as unknown as readonly SchemaFault[])
      .filter(({ keyword }) => keyword !== 'boolean')
      .filter(isTelling)
      .flatMap(faultsOf);
  };
};
