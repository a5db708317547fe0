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

/** JSON Schema, as far as it says which form a value has. */
export interface Expecting {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, Expecting>>;
  readonly anyOf?: readonly Expecting[];
  readonly oneOf?: readonly Expecting[];
}

/** What a text of the vocabulary is, by its pattern. Where it has one form only, its length is no news. */
const forms: readonly (readonly [Schema, Sentence, 'of one form'?])[] = [
  [text(), { en: 'a text with something in it that can be seen', ar: 'نص فيه ما يُرى' }],
  [
    singleLine(),
    {
      en: 'one line of text with something in it that can be seen',
      ar: 'سطر واحد من نص فيه ما يُرى',
    },
  ],
  [
    fileName(),
    {
      en: 'a file name: one line without characters that turn the direction of writing',
      ar: 'اسم ملف: سطر واحد بلا محارف تقلب اتجاه الكتابة',
    },
  ],
  [
    slug(),
    {
      en: 'a short name of small letters, digits, dots, underscores and hyphens',
      ar: 'اسم قصير من حروف لاتينية صغيرة وأرقام ونقاط وشرطات',
    },
  ],
  [Id, { en: 'a UUID in small letters', ar: 'معرّف UUID بحروف صغيرة' }, 'of one form'],
  [
    Pseudonym,
    {
      en: "a pseudonym of letters, digits and . _ : @ | + - = '",
      ar: "اسم مستعار من حروف لاتينية وأرقام و . _ : @ | + - = '",
    },
  ],
  [scopeName(), { en: 'a scope such as tickets:read', ar: 'نطاق مثل tickets:read' }, 'of one form'],
  [
    Moment,
    {
      en: 'a moment in UTC such as 2026-11-22T09:30:00Z',
      ar: 'لحظة بالتوقيت العالمي مثل 2026-11-22T09:30:00Z',
    },
    'of one form',
  ],
];

const byPattern = new Map(
  forms.map(([schema, ...form]) => [(schema as { readonly pattern?: string }).pattern, form]),
);

const joined = (parts: readonly Sentence[], { en, ar }: Sentence): Sentence => ({
  en: parts.map((part) => part.en).join(en),
  ar: parts.map((part) => part.ar).join(ar),
});

/** From, to: of one of both, or of neither. Nothing is said of what has no limit. */
const within = (from: number | undefined, to: number | undefined): Sentence => {
  if (from !== undefined && to !== undefined)
    return from === to
      ? { en: `${to}`, ar: `${to}` }
      : { en: `${from} to ${to}`, ar: `${from} إلى ${to}` };
  if (to !== undefined) return { en: `at most ${to}`, ar: `${to} على الأكثر` };
  return { en: `at least ${from}`, ar: `${from} على الأقل` };
};

const isLimited = (...limits: readonly unknown[]) => limits.some((limit) => limit !== undefined);

/** A text that is not empty anyway has an upper limit only. */
const lengthOf = ({ minLength, maxLength, pattern }: Expecting): Sentence => {
  const from = minLength === 1 && pattern !== undefined ? undefined : minLength;
  if (!isLimited(from, maxLength)) return { en: '', ar: '' };
  const { en, ar } = within(from, maxLength);
  return { en: `, ${en} characters long`, ar: `، طوله بالمحارف ${ar}` };
};

const otherText = ({ pattern, examples: [example] = [] }: Expecting): Sentence => {
  if (example !== undefined) return { en: `a text such as ${example}`, ar: `نص مثل ${example}` };
  if (pattern === undefined) return { en: 'a text', ar: 'نص' };
  return { en: `a text of the form ${pattern}`, ar: `نص على الشكل ${pattern}` };
};

const textOf = (schema: Expecting): Sentence => {
  const [form = otherText(schema), one] = byPattern.get(schema.pattern) ?? [];
  return one ? form : joined([form, lengthOf(schema)], { en: '', ar: '' });
};

const numberOf =
  ({ en, ar }: Sentence) =>
  ({ minimum, maximum }: Expecting): Sentence => {
    if (!isLimited(minimum, maximum)) return { en, ar };
    const range = within(minimum, maximum);
    return { en: `${en}, ${range.en}`, ar: `${ar}، ${range.ar}` };
  };

const listOf = ({ minItems, maxItems }: Expecting): Sentence => {
  if (!isLimited(minItems, maxItems)) return { en: 'a list', ar: 'قائمة' };
  const range = within(minItems, maxItems);
  return { en: `a list of ${range.en} items`, ar: `قائمة عدد عناصرها ${range.ar}` };
};

const objectOf = ({ maxProperties: most }: Expecting): Sentence =>
  most === undefined
    ? { en: 'an object', ar: 'كائن' }
    : { en: `an object with at most ${most} fields`, ar: `كائن فيه ${most} حقلًا على الأكثر` };

const byType: Readonly<Record<string, (schema: Expecting) => Sentence>> = {
  string: textOf,
  integer: numberOf({ en: 'a whole number', ar: 'عدد صحيح' }),
  number: numberOf({ en: 'a number', ar: 'عدد' }),
  boolean: () => ({ en: 'true or false', ar: 'true أو false' }),
  array: listOf,
  object: objectOf,
  null: () => ({ en: 'null', ar: 'null' }),
};

const same = (value: string): Sentence => ({ en: value, ar: value });

const oneOf = (values: readonly unknown[]): Sentence => {
  const all = values.map(String).join(', ');
  return values.length === 1 ? same(all) : { en: `one of: ${all}`, ar: `واحد من: ${all}` };
};

/** Of several forms each is named once. */
const eitherOf = (schemas: readonly Expecting[]): Sentence => {
  const all = schemas.map(formOf);
  const distinct = all.filter(({ en }, index) => all.findIndex((one) => one.en === en) === index);
  return joined(distinct, { en: ' or ', ar: ' أو ' });
};

const undocumented: Sentence = { en: 'as documented', ar: 'كما في التوثيق' };

/** The form that a schema expects, as a part of a sentence. */
const formOf = (schema: Expecting): Sentence => {
  const { type = '', anyOf: either = schema.oneOf, enum: values } = schema;
  if (either) return eitherOf(either);
  if (values) return oneOf(values);
  if (schema.const !== undefined) return oneOf([schema.const]);
  return lookUp(byType, type)?.(schema) ?? undocumented;
};

const sentence = ({ en, ar }: Sentence): Sentence => ({
  en: `Must be ${en}.`,
  ar: `المطلوب: ${ar}.`,
});

/** What is said of a value that is not as a schema says: the whole form that is expected there. */
export const expected = (schema: Expecting): Sentence => sentence(formOf(schema));

/** What is said where a value is missing. */
export const missing = (schema: Expecting): Sentence => {
  const { en, ar } = expected(schema);
  return { en: `Missing. ${en}`, ar: `ناقص. ${ar}` };
};

export const unknownField: Sentence = { en: 'This field is unknown.', ar: 'هذا الحقل غير معروف.' };
