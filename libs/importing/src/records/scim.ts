import { ImportFault } from '../import-fault.js';
import { attributeOf, entryOf, saidByUser } from '#directory';
import type { RecordSettings } from '#records';

import { Unreadable } from '../cells.js';
import type { Opened } from '../file.js';
import { isObject, linesOf, type Members, objectIn, type TextLine } from './lines.js';
import { type Found, isPseudonym, type Row, rowOf, type RowReading } from './row.js';

/** In characters, of a document or a line: a list of users is either of them. */
const LONGEST = 1 << 26;

/** An address identifies a person; the id that the directory gave does not. */
const customerIn = ({ externalId, id }: Members): string => {
  const given = [externalId, id].find((one) => isPseudonym(one) && !one.includes('@'));
  if (given === undefined) throw new Unreadable('Neither externalId nor id can be a pseudonym.');
  return given as string;
};

const about = ['schemas', 'id', 'externalid', 'meta', 'displayname'];

const leftOf = (user: Members, { fields }: RecordSettings): readonly string[] => {
  const read = Object.keys(fields).map((field) => attributeOf(field)?.toLowerCase());
  return Object.keys(user).filter(
    (name) => !about.includes(name.toLowerCase()) && !read.includes(name.toLowerCase()),
  );
};

const schemasOf = ({ schemas }: Members): readonly unknown[] =>
  Array.isArray(schemas) ? schemas : [];

const read = (user: unknown, { system, settings }: RowReading): Pick<Row, 'data' | 'left'> => {
  if (!isObject(user)) throw new Unreadable('It is not a user.');
  if (schemasOf(user).some((schema) => String(schema).endsWith(':core:2.0:Group')))
    throw new Unreadable('It is a group, not a user.');
  const customer = customerIn(user);
  const said = Object.entries(saidByUser(entryOf('User', user)));
  const fields = said.filter(([field]) => Object.hasOwn(settings.fields, field));
  const row = typeof user['id'] === 'string' ? user['id'] : customer;
  return {
    data: { customer, system, row, fields: Object.fromEntries(fields) },
    left: leftOf(user, settings),
  };
};

const resourcesIn = (members: Members): readonly unknown[] | undefined => {
  const list = Object.entries(members).find(([name]) => name.toLowerCase() === 'resources')?.[1];
  return Array.isArray(list) ? list : undefined;
};

/** A user, or a list of users (RFC 7644, 3.4.2). */
function* usersIn(line: TextLine, reading: RowReading): Generator<Found> {
  let members: Members = {};
  const whole = rowOf({ line: line.line }, () => read((members = objectIn(line)), reading));
  const list = resourcesIn(members);
  if (!list) return yield whole;
  for (const [index, user] of list.entries())
    yield rowOf({ line: line.line, user: index + 1 }, () => read(user, reading));
}

const isCutOff = ({ text }: TextLine) => text !== undefined && !text.trimEnd().endsWith('}');

/** A whole document that spans several lines. */
const documentOf = async (
  first: TextLine,
  others: AsyncIterable<TextLine>,
  file: string,
): Promise<TextLine> => {
  const texts = [first.text!];
  let length = texts[0]!.length;
  for await (const { text = '' } of others) {
    length += text.length;
    if (length > LONGEST)
      throw new ImportFault(`${file} is too long for one document: write one user per line.`);
    texts.push(text);
  }
  return { line: first.line, text: texts.join('\n') };
};

/** Users of SCIM 2.0 (RFC 7643): a list in one document, or a user or a list per line. */
export async function* scimRecords(opened: Opened, reading: RowReading): AsyncGenerator<Found> {
  const lines = linesOf(opened, LONGEST);
  const first = await lines.next();
  if (first.done) return;
  const isDocument = isCutOff(first.value);
  const { file } = reading;
  yield* usersIn(isDocument ? await documentOf(first.value, lines, file) : first.value, reading);
  for await (const line of lines) yield* usersIn(line, reading);
}
