import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Sentence } from '#eventing';

interface FieldFault {
  readonly pointer: string;
  readonly detail: Sentence;
}

/** What the compiled schema tells of a fault; see JSON Schema 2020-12. */
interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Row = (params: Readonly<Record<string, unknown>>) => Sentence;

const list = (values: unknown) => (Array.isArray(values) ? values.join(', ') : String(values));

const sentences: Readonly<Record<string, Row>> = {
  required: () => ({ en: 'This field is missing.', ar: 'هذا الحقل ناقص.' }),
  additionalProperties: () => ({ en: 'This field is unknown.', ar: 'هذا الحقل غير معروف.' }),
  type: ({ type }) => ({
    en: `This is not of type ${list(type)}.`,
    ar: `هذا ليس من النوع ${list(type)}.`,
  }),
  minLength: ({ limit }) => ({
    en: `Shorter than ${limit} characters.`,
    ar: `أقصر من ${limit} محرفًا.`,
  }),
  maxLength: ({ limit }) => ({
    en: `Longer than ${limit} characters.`,
    ar: `أطول من ${limit} محرفًا.`,
  }),
  minimum: ({ limit }) => ({ en: `Less than ${limit}.`, ar: `أقل من ${limit}.` }),
  maximum: ({ limit }) => ({ en: `More than ${limit}.`, ar: `أكثر من ${limit}.` }),
  minItems: ({ limit }) => ({ en: `Fewer than ${limit} items.`, ar: `أقل من ${limit} عنصرًا.` }),
  maxItems: ({ limit }) => ({ en: `More than ${limit} items.`, ar: `أكثر من ${limit} عنصرًا.` }),
  enum: ({ allowedValues }) => ({
    en: `Not one of: ${list(allowedValues)}.`,
    ar: `ليس واحدًا من: ${list(allowedValues)}.`,
  }),
  format: ({ format }) => ({ en: `Not a ${format}.`, ar: `ليس بصيغة ${format}.` }),
};

const fallback: Row = () => ({
  en: 'This does not have the expected form.',
  ar: 'هذا ليس بالشكل المتوقع.',
});

const members = (names: unknown) => (Array.isArray(names) ? names.map(String) : []);
const escaped = (name: string) =>
  name.toWellFormed().slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');

/** Where a fault lies: missing and unknown fields are told one by one. */
const pointersOf = ({ instancePath, params }: SchemaError): readonly string[] => {
  const names = members(params['requiredProperties'] ?? params['additionalProperties']);
  if (names.length === 0) return [`#${instancePath}`];
  return names.slice(0, 8).map((name) => `#${instancePath}/${escaped(name)}`);
};

const faultsOf = (told: SchemaError): FieldFault[] => {
  const detail = (sentences[told.keyword] ?? fallback)(told.params);
  return pointersOf(told).map((pointer) => ({ pointer, detail }));
};

/** Answers with the faults of a value, none if it is as the schema says. */
export type Check = (value: unknown) => readonly FieldFault[];

const none: readonly FieldFault[] = [];

/** Compiles a schema when it is first needed: start-up stays short, and it is done once. */
export const checking = (schema: TSchema): Check => {
  let compiled: ReturnType<typeof Compile<TSchema>> | undefined;
  return (value) => {
    compiled ??= Compile(schema);
    if (compiled.Check(value)) return none;
    const told = compiled.Errors(value) as unknown as readonly SchemaError[];
    return told.filter(({ keyword }) => keyword !== 'boolean').flatMap(faultsOf);
  };
};
