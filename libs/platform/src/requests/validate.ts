import { getMetadataStorage, type ValidationError, validateSync } from 'class-validator';
import type { Schema } from '../routes/json-schema.js';
import { firstOf, isConstraint, keywordsOf } from './constraints.js';
import { type FieldFault, pointerPart, sentenceOf } from './faults.js';
import { asSent, instanceOf, isObject, nestedClasses } from './instance.js';
import { type Decoration, decorationsOf, isOpen } from './metadata.js';
import { once } from './once.js';
import type { RequestClass } from './request-class.js';
import { type Check, schemaCheck } from './schema-check.js';

const MOST = 50;
const MOST_UNKNOWN = 8;

const checkOf = once((schema: object): Check => schemaCheck(schema as Schema));

type Constraint = Decoration & { readonly name: string };

const isNamed = (decoration: Decoration): decoration is Constraint => isConstraint(decoration.name);

/** What is said of a value that breaks a constraint; a schema of its own may say more than one thing. */
const faultsOf = ({ name, constraints = [] }: Constraint, at: string, value: unknown) => {
  if (name === 'holds')
    return checkOf(constraints[0] as object)(value).map(({ pointer, detail }) => ({
      pointer: `${at}${pointer.slice(1)}`,
      detail,
    }));
  const [keyword, limit] = Object.entries(keywordsOf(name, constraints))[0]!;
  return [{ pointer: at, detail: sentenceOf(keyword, limit) }];
};

const isBroken = ({ constraintCls, constraints, propertyName }: Constraint, value: unknown) =>
  getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .some(({ instance }) => {
      const told = { value, constraints, property: propertyName, targetName: '', object: {} };
      return instance.validate(value, told) !== true;
    });

/** The first broken one of some decorators. */
const firstIn = (found: readonly Constraint[], broken: readonly string[]) => {
  const name = firstOf(broken.filter((each) => found.some((one) => one.name === each)));
  return found.find((one) => one.name === name);
};

/** class-validator tells that some item is wrong; which one is found out by the same decorators. */
const faultsOfItems = (found: readonly Constraint[], at: string, items: readonly unknown[]) =>
  items.flatMap((item, index) => {
    const broken = found.filter((one) => isBroken(one, item)).map(({ name }) => name);
    const first = firstIn(found, broken);
    return first ? faultsOf(first, `${at}/${index}`, item) : [];
  });

/** One property's own faults, without those of what it nests. */
const ownFaults = (found: readonly Constraint[], at: string, error: ValidationError) => {
  const broken = Object.keys(error.constraints ?? {});
  if (broken.includes('whitelistValidation'))
    return [{ pointer: at, detail: sentenceOf('additionalProperties') }];
  if (error.value === undefined) return [{ pointer: at, detail: sentenceOf('required') }];
  const [ofItems, ofAll] = [found.filter(({ each }) => each), found.filter(({ each }) => !each)];
  const first = firstIn(ofAll, broken);
  if (first) return faultsOf(first, at, error.value);
  return Array.isArray(error.value) ? faultsOfItems(ofItems, at, error.value) : [];
};

interface Told {
  readonly shape: RequestClass;
  readonly at: string;
}

const faultsIn = ({ shape, at }: Told, errors: readonly ValidationError[]): FieldFault[] => {
  const [decorations, children] = [decorationsOf(shape), nestedClasses(shape)];
  return errors.flatMap((error) => {
    const here = `${at}${pointerPart(asSent(error.property))}`;
    const own = ownFaults((decorations.get(error.property) ?? []).filter(isNamed), here, error);
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
  if (!isObject(value)) return [{ pointer: '#', detail: sentenceOf('type', 'object') }];
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
