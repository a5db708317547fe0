import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/schema';
import {
  boolean,
  listOf,
  oneOf,
  optional,
  type Reading,
  singleLine,
  slug,
  strictObject,
  Type,
} from '#platform';

import { kinds, type RecordSettings } from './record.settings.js';

/** The part of the settings that a desk may put into a file. */
export type RecordsFile = Partial<Pick<RecordSettings, 'fields' | 'recipients'>>;

const Field = strictObject({
  kind: oneOf(kinds),
  label: strictObject({ en: singleLine(100), ar: singleLine(100) }),
  contact: optional(boolean()),
});

const schema = Compile(
  strictObject({
    fields: optional(Type.Record(slug(), Field)),
    recipients: optional(
      listOf(strictObject({ system: slug(), fields: optional(listOf(slug())) })),
    ),
  }),
);

/** Reads the file; throws a `TypeError` that says what is wrong with it. */
export const recordsFile: Reading<RecordsFile> = (path) => {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const [fault] = schema.Errors(content)[1];
  if (fault) throw new TypeError(`${path}${fault.instancePath}: ${fault.message}`);
  return content as RecordsFile;
};
