import { described, languages, oneOf, roles, type RouteRow, strictObject, Type } from '#platform';

import { defaultFields, kinds } from '../record/record.settings.js';

const text = Type.String();
const Field = strictObject({
  field: described(text, 'The name of the field, as claims say it.'),
  kind: described(oneOf(kinds), 'What its values are.'),
  label: described(text, 'Its name for people, in the language of Accept-Language.'),
  contact: described(Type.Boolean(), 'Whether the customer is reached by it.'),
});

const Configuration = strictObject({
  fields: described(Type.Array(Field), 'The fields of a record, in their order.'),
  languages: described(Type.Array(oneOf(languages)), 'The languages that customers are told in.'),
});

const { label, kind } = defaultFields['telephone']!;

export const recordConfigurationRoutes = {
  records: {
    name: 'readRecordConfiguration',
    method: 'GET',
    path: '/v1/configuration/records',
    summary:
      'What is configured of records: their fields, with names for people, and the languages.',
    roles,
    answer: {
      schema: Configuration,
      example: {
        fields: [{ field: 'telephone', kind, label: label.en, contact: true }],
        languages,
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
