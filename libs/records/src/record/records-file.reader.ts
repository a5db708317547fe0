import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import {
  boolean,
  singleLine,
  listOf,
  strictObject,
  oneOf,
  optional,
  type Reading,
  slug,
} from '#platform';
import { Type } from 'typebox';

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
  const [fault] = schema.Errors(content);
  if (fault) throw new TypeError(`${path}${fault.instancePath}: ${fault.message}`);
  return content as RecordsFile;
};
