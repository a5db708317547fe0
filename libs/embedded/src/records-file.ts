import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import { flag, line, listOf, only, oneOf, optional, type Reading, slug } from '#platform';
import { kinds, type RecordSettings } from '#records';

import { Type } from 'typebox';

/** What a desk may say of records itself. */
export type RecordsFile = Partial<Pick<RecordSettings, 'fields' | 'recipients'>>;

const Field = only({
  kind: oneOf(kinds),
  label: only({ en: line(100), ar: line(100) }),
  contact: optional(flag()),
});

const schema = Compile(
  only({
    fields: optional(Type.Record(slug(), Field)),
    recipients: optional(listOf(only({ system: slug(), fields: optional(listOf(slug())) }))),
  }),
);

/** Reads the file; throws a `TypeError` that says what is wrong with it. */
export const recordsFile: Reading<RecordsFile> = (path) => {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const [fault] = schema.Errors(content);
  if (fault) throw new TypeError(`${path}${fault.instancePath}: ${fault.message}`);
  return content as RecordsFile;
};
