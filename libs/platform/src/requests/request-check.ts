import { Compile } from 'typebox/schema';
import type { RequestClass } from './request-class.js';
import type { Check } from './schema-check.js';
import { schemaOf } from './schema-of.js';
import { validate } from './validate.js';

const none: ReturnType<Check> = [];

/** Is told of a bug: that the schema of a class refused what class-validator takes. */
export type OnDisagreement = (error: Error) => void;

/**
 * Checks a request by its class. Its compiled schema lets through what is valid, in a microsecond; what
 * it turns down is handed to class-validator, which decides, and says what is wrong. Compiled when it is
 * first needed: start-up stays short.
 */
export const requestCheck = (shape: RequestClass, onDisagreement: OnDisagreement): Check => {
  const schema = schemaOf(shape);
  let compiled: ReturnType<typeof Compile> | undefined;
  return (value) => {
    compiled ??= Compile(schema);
    if (compiled.Check(value)) return none;
    const faults = validate(shape, value);
    if (faults.length === 0)
      onDisagreement(new Error(`The schema of ${shape.name} refuses what its decorators accept.`));
    return faults;
  };
};
