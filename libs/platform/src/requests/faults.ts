import type { Sentence } from '#eventing';

/** What is wrong with one value, and where: a JSON pointer (RFC 6901) as a URI fragment. */
export interface FieldFault {
  readonly pointer: string;
  readonly detail: Sentence;
}

type Row = (value: unknown) => Sentence;

const list = (values: unknown) => (Array.isArray(values) ? values.join(', ') : String(values));

/** One row for each keyword of JSON Schema, which is told its value. */
const sentences: Readonly<Record<string, Row>> = {
  required: () => ({ en: 'This field is missing.', ar: 'هذا الحقل ناقص.' }),
  additionalProperties: () => ({ en: 'This field is unknown.', ar: 'هذا الحقل غير معروف.' }),
  type: (type) => ({
    en: `This is not of type ${list(type)}.`,
    ar: `هذا ليس من النوع ${list(type)}.`,
  }),
  minLength: (limit) => ({
    en: `Shorter than ${limit} characters.`,
    ar: `أقصر من ${limit} محرفًا.`,
  }),
  maxLength: (limit) => ({ en: `Longer than ${limit} characters.`, ar: `أطول من ${limit} محرفًا.` }),
  minimum: (limit) => ({ en: `Less than ${limit}.`, ar: `أقل من ${limit}.` }),
  maximum: (limit) => ({ en: `More than ${limit}.`, ar: `أكثر من ${limit}.` }),
  minItems: (limit) => ({ en: `Fewer than ${limit} items.`, ar: `أقل من ${limit} عنصرًا.` }),
  maxItems: (limit) => ({ en: `More than ${limit} items.`, ar: `أكثر من ${limit} عنصرًا.` }),
  maxProperties: (limit) => ({ en: `More than ${limit} fields.`, ar: `أكثر من ${limit} حقلًا.` }),
  enum: (values) => ({ en: `Not one of: ${list(values)}.`, ar: `ليس واحدًا من: ${list(values)}.` }),
  format: (format) => ({ en: `Not a ${String(format)}.`, ar: `ليس بصيغة ${String(format)}.` }),
};

const otherForm: Row = () => ({
  en: 'This does not have the expected form.',
  ar: 'هذا ليس بالشكل المتوقع.',
});

/** What is said of a value that breaks a keyword. */
export const sentenceOf = (keyword: string, value?: unknown): Sentence =>
  (sentences[keyword] ?? otherForm)(value);

/** A name as it stands in a pointer; names come from outside, so they are cut. */
export const pointerPart = (name: string): string =>
  `/${name.toWellFormed().slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
