import { Compile } from 'typebox/schema';
import { Settings } from 'typebox/system';
import type { Schema } from '../routes/json-schema.js';
import type { FieldFault } from './faults.js';
import { faultsIn, type SchemaFault } from './schema-faults.js';

/** Of 28 forms of an event each has a few; of what TypeBox would tell, eight, none may be the telling one. */
Settings.Set({ maxErrors: 256 });

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
    return faultsIn(schema, faults as unknown as readonly SchemaFault[]);
  };
};
