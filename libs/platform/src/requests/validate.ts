import { getMetadataStorage, type ValidationError, validateSync } from 'class-validator';
import { lookUp } from '#eventing';

import type { Schema } from '../routes/json-schema.js';
import { isConstraint } from './constraints.js';
import { expected, type Expecting, missing, unknownField } from './expected.js';
import { type FieldFault, pointerPart } from './faults.js';
import { asSent, instanceOf, isObject, nestedClasses } from './instance.js';
import { type Decoration, decorationsOf, isOpen } from './metadata.js';
import { once } from './once.js';
import type { RequestClass } from './request-class.js';
import { type Check, schemaCheck } from './schema-check.js';
import { schemaOf } from './schema-of.js';

const MOST = 50;
const MOST_UNKNOWN = 8;

const checkOf = once((schema: object): Check => schemaCheck(schema as Schema));

type Constraint = Decoration & { readonly name: string };

const isNamed = (decoration: Decoration): decoration is Constraint => isConstraint(decoration.name);

/** One property: where it stands, what is expected there, and the decorators that say so. */
interface Place {
  readonly at: string;
  readonly schema: Expecting & { readonly items?: Expecting };
  readonly found: readonly Constraint[];
}

/** A schema of its own tells where within it a value is wrong; anything else is one form. */
const faultsOf = ({ at, schema, found }: Place, value: unknown): readonly FieldFault[] => {
  const own = found.find(({ name }) => name === 'holds');
  if (!own) return [{ pointer: at, detail: expected(schema) }];
  return checkOf(own.constraints![0] as object)(value).map(({ pointer, detail }) => ({
    pointer: `${at}${pointer.slice(1)}`,
    detail,
  }));
};

const isBroken = ({ constraintCls, constraints, propertyName }: Constraint, value: unknown) =>
  getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .some(({ instance }) => {
      const told = { value, constraints, property: propertyName, targetName: '', object: {} };
      return instance.validate(value, told) !== true;
    });

/** class-validator tells that some item is wrong; which one is found out by the same decorators. */
const faultsOfItems = ({ at, schema, found }: Place, items: readonly unknown[]) => {
  const ofItems = { schema: schema.items ?? {}, found: found.filter(({ each }) => each) };
  return items.flatMap((item, index) =>
    ofItems.found.some((one) => isBroken(one, item))
      ? faultsOf({ ...ofItems, at: `${at}/${index}` }, item)
      : [],
  );
};

/** One property's own faults, without those of what it nests. */
const ownFaults = (place: Place, error: ValidationError): readonly FieldFault[] => {
  const broken = Object.keys(error.constraints ?? {});
  const { at, schema } = place;
  if (broken.includes('whitelistValidation')) return [{ pointer: at, detail: unknownField }];
  if (error.value === undefined) return [{ pointer: at, detail: missing(schema) }];
  const ofAll = place.found.filter(({ each }) => !each);
  if (ofAll.some(({ name }) => broken.includes(name)))
    return faultsOf({ ...place, found: ofAll }, error.value);
  return Array.isArray(error.value) ? faultsOfItems(place, error.value) : [];
};

interface Told {
  readonly shape: RequestClass;
  readonly at: string;
}

const faultsIn = ({ shape, at }: Told, errors: readonly ValidationError[]): FieldFault[] => {
  const [decorations, children] = [decorationsOf(shape), nestedClasses(shape)];
  const { properties = {} } = schemaOf(shape) as Expecting;
  return errors.flatMap((error) => {
    const here = `${at}${pointerPart(asSent(error.property))}`;
    const found = (decorations.get(error.property) ?? []).filter(isNamed);
    const schema = lookUp(properties, error.property) ?? {};
    const own = ownFaults({ at: here, schema, found }, error);
    const child = children.get(error.property);
    return child ? [...own, ...faultsInside({ shape: child, at: here }, error)] : own;
  });
};

/** In a list, the items stand between it and their properties. */
const faultsInside = (told: Told, { value, children = [] }: ValidationError): FieldFault[] => {
  if (!Array.isArray(value)) return faultsIn(told, children);
  return children.flatMap((item) => {
    const at = `${told.at}${pointerPart(item.property)}`;
    return faultsIn({ ...told, at }, item.children ?? []);
  });
};

const isUnknown = ({ constraints = {} }: ValidationError) => 'whitelistValidation' in constraints;

/** What class-validator says of a value: nothing, where it is as the class says. */
export const validate = (shape: RequestClass, value: unknown): readonly FieldFault[] => {
  if (!isObject(value)) return [{ pointer: '#', detail: expected({ type: 'object' }) }];
  const closed = !isOpen(shape);
  const errors = validateSync(instanceOf(shape, value), {
    whitelist: closed,
    forbidNonWhitelisted: closed,
    // Of a class without properties it knows nothing either.
    forbidUnknownValues: false,
  });
  const known = errors.filter((error) => !isUnknown(error));
  const unknown = errors.filter(isUnknown).slice(0, MOST_UNKNOWN);
  return faultsIn({ shape, at: '#' }, [...known, ...unknown]).slice(0, MOST);
};
