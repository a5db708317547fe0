import { lookUp, type Sentence } from '#eventing';

import type { Schema } from '../routes/json-schema.js';
import {
  fileName,
  Id,
  Moment,
  Pseudonym,
  scopeName,
  singleLine,
  slug,
  text,
} from '../routes/schemas.js';

/** What is wrong with one value, and where: a JSON pointer (RFC 6901) as a URI fragment. */
export interface FieldFault {
  readonly pointer: string;
  readonly detail: Sentence;
}

const utc: Sentence = {
  en: 'Not a moment in UTC such as 2026-11-22T09:30:00Z.',
  ar: 'ليس لحظة بالتوقيت العالمي مثل 2026-11-22T09:30:00Z.',
};

/** What is expected by the words of the vocabulary, each of which has a pattern of its own. */
const forms: readonly (readonly [Schema, Sentence])[] = [
  [text(), { en: 'There is nothing in it that can be seen.', ar: 'لا يوجد فيه ما يُرى.' }],
  [
    singleLine(),
    {
      en: 'Not one line of text with something in it that can be seen.',
      ar: 'ليس سطرًا واحدًا من نص فيه ما يُرى.',
    },
  ],
  [
    fileName(),
    {
      en: 'Not a file name: one line, without characters that turn the direction of writing.',
      ar: 'ليس اسم ملف: سطر واحد بلا محارف تقلب اتجاه الكتابة.',
    },
  ],
  [
    slug(),
    {
      en: 'Not a short name of small letters, digits, dots, underscores and hyphens.',
      ar: 'ليس اسمًا قصيرًا من حروف لاتينية صغيرة وأرقام ونقاط وشرطات.',
    },
  ],
  [Id, { en: 'Not a UUID in small letters.', ar: 'ليس معرّف UUID بحروف صغيرة.' }],
  [
    Pseudonym,
    {
      en: 'Not a pseudonym of letters, digits and . _ : @ | -',
      ar: 'ليس اسمًا مستعارًا من حروف لاتينية وأرقام و . _ : @ | -',
    },
  ],
  [scopeName(), { en: 'Not a scope such as tickets:read.', ar: 'ليس نطاقًا مثل tickets:read.' }],
  [Moment, utc],
];

const byPattern: ReadonlyMap<unknown, Sentence> = new Map(
  forms.map(([schema, sentence]) => [(schema as { readonly pattern?: string }).pattern, sentence]),
);

type Row = (value: unknown) => Sentence;

const list = (values: unknown) => (Array.isArray(values) ? values.join(', ') : String(values));

const otherForm: Row = () => ({
  en: 'This does not have the expected form.',
  ar: 'هذا ليس بالشكل المتوقع.',
});

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
  format: () => utc,
  pattern: (pattern) => byPattern.get(pattern) ?? otherForm(pattern),
};

/** What is said of a value that breaks a keyword. */
export const sentenceOf = (keyword: string, value?: unknown): Sentence =>
  (lookUp(sentences, keyword) ?? otherForm)(value);

/** A name as it stands in a pointer; names come from outside, so they are cut. */
export const pointerPart = (name: string): string =>
  `/${name.toWellFormed().slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
