import { lookUp } from '#eventing';
import { type Filter, parse } from 'scim2-parse-filter';
import { LONGEST_PART } from '../entries/entries.view.js';
import type { EntryKind } from '../entry/entry.events.js';
import { ensure } from '../entry/entry.rules.js';
import { type Conjunction, isPossible, joined, merged, type Wanted } from './conjunction.rules.js';
import { urns } from './scim.representation.js';

/** A comparison that a filter asks for; `type`: of which of several values. */
interface Asked {
  readonly op: string;
  readonly value?: unknown;
  readonly type?: string;
}

type Compile = (asked: Asked) => Conjunction | undefined;

/** So many ways a row may fit at most: each is one look at the rows, and they are counted apart. */
const WAYS = 4;
const LAST = '\u{10ffff}';

const startingWith = (text: string): Wanted => ({ from: text, to: `${text}${LAST}` });
const present: Wanted = { from: '' };

type Fold = (text: string) => string;
const asIs: Fold = (text) => text;
const lower: Fold = (text) => text.toLowerCase();

const isPart = (text: string): boolean => text !== '' && [...text].length <= LONGEST_PART;

/** `ends`: the column that holds the text from each of its characters on. */
const text =
  (column: string, fold: Fold, ends?: string): Compile =>
  ({ op, value }) => {
    if (op === 'pr') return { [column]: present };
    const wanted = typeof value === 'string' ? fold(value) : undefined;
    if (wanted === undefined) return undefined;
    const ways: Readonly<Record<string, Conjunction>> = {
      eq: { [column]: { values: [wanted] } },
      sw: { [column]: startingWith(wanted) },
      ...(ends && isPart(wanted) && { co: { [ends]: startingWith(wanted) } }),
    };
    return lookUp(ways, op);
  };

/** Some directories send booleans as texts. */
const truths: ReadonlyMap<string, number> = new Map([
  ['true', 1],
  ['false', 0],
]);

const active: Compile = ({ op, value }) => {
  const truth = truths.get(String(value).toLowerCase());
  return op === 'eq' && truth !== undefined ? { active: { values: [truth] } } : undefined;
};

/** Bounds are kept to the millisecond, so the next one is the first beyond. */
const bounds: ReadonlyMap<string, (at: number) => Wanted> = new Map<string, (at: number) => Wanted>(
  [
    ['gt', (at) => ({ from: momentOf(at + 1) })],
    ['ge', (at) => ({ from: momentOf(at) })],
    ['lt', (at) => ({ from: '', to: momentOf(at) })],
    ['le', (at) => ({ from: '', to: momentOf(at + 1) })],
    ['eq', (at) => ({ values: [momentOf(at)] })],
  ],
);

const momentOf = (at: number): string => new Date(at).toISOString();

const moment =
  (column: string): Compile =>
  ({ op, value }) => {
    const at = Date.parse(String(value));
    const bound = Number.isNaN(at) ? undefined : bounds.get(op)?.(at);
    return bound && { [column]: bound };
  };

const plainEmail = text('emails', lower, 'emailEnds');

/** `work\0salma@example.org`: what is asked of one address is held by one member of the set. */
const email: Compile = ({ type, ...asked }) => {
  if (type === undefined) return plainEmail(asked);
  return text('emailTypes', (value) => `${type}\0${lower(value)}`)(asked);
};

const emailType: Compile = ({ op, value }) =>
  op === 'eq' && typeof value === 'string'
    ? { emailTypes: startingWith(`${lower(value)}\0`) }
    : undefined;

const member: Compile = ({ op, value, type }) =>
  type === undefined ? text('members', asIs)({ op, value }) : undefined;

const common: readonly (readonly [string, Compile])[] = [
  ['id', text('id', asIs)],
  ['externalid', text('externalId', asIs)],
  ['displayname', text('displayName', lower, 'displayNameEnds')],
  ['meta.lastmodified', moment('changedAt')],
  ['meta.created', moment('createdAt')],
];

/** Attributes that can be asked for, in lower case: names have no case (RFC 7643, 2.1). */
const attributes: { readonly [Kind in EntryKind]: ReadonlyMap<string, Compile> } = {
  User: new Map([
    ...common,
    ['username', text('userName', lower, 'userNameEnds')],
    ['active', active],
    ['emails', email],
    ['emails.value', email],
    ['emails.type', emailType],
  ]),
  Group: new Map([...common, ['members', member], ['members.value', member]]),
};

const nameOf = (kind: EntryKind, path: string): string => {
  const urn = `${urns[kind === 'User' ? 'user' : 'group'].toLowerCase()}:`;
  const name = path.toLowerCase();
  return name.startsWith(urn) ? name.slice(urn.length) : name;
};

type Several = Extract<Filter, { readonly op: 'and' | 'or' }>;
type Compare = Extract<Filter, { readonly compValue: unknown }>;
type Bracketed = Extract<Filter, { readonly op: '[]' }>;

const compared = (kind: EntryKind, filter: Filter, type?: string): readonly Conjunction[] => {
  ensure('attrPath' in filter && filter.op !== '[]', 'filter-unknown');
  const { attrPath, op, compValue } = filter as Compare;
  const value: unknown = compValue;
  const asked = { op, value, ...(type !== undefined && { type }) };
  const found = attributes[kind].get(nameOf(kind, attrPath))?.(asked);
  ensure(found !== undefined, 'filter-unknown', { attribute: attrPath });
  return [found!];
};

const under = (path: string, filter: Filter): Filter =>
  ('filters' in filter
    ? { ...filter, filters: filter.filters.map((each) => under(path, each)) }
    : { ...filter, attrPath: `${path}.${(filter as Compare).attrPath}` }) as Filter;

const isTypeOf = (filter: Filter): boolean =>
  filter.op === 'eq' && 'attrPath' in filter && filter.attrPath.toLowerCase().endsWith('.type');

/** `emails[type eq "work"].value`: what the brackets say is said of the value behind them, too. */
const unbracketed = (filters: readonly Filter[]): readonly Filter[] =>
  filters.flatMap((filter): readonly Filter[] => {
    if (filter.op !== '[]') return [filter];
    const inner = under((filter as Bracketed).attrPath, (filter as Bracketed).valFilter);
    return inner.op === 'and' ? unbracketed((inner as Several).filters) : [inner];
  });

const crossed = (
  one: readonly Conjunction[],
  other: readonly Conjunction[],
): readonly Conjunction[] => {
  ensure(one.length * other.length <= WAYS * WAYS, 'filter-unknown');
  return one.flatMap((a) => other.map((b) => joined(a, b)));
};

/** Sets are asked once: two conditions on one set would have to hold of one member. */
const sets = ['emails', 'emailTypes', 'members', 'userNameEnds', 'displayNameEnds', 'emailEnds'];

const ensureOnce = (parts: readonly (readonly Conjunction[])[]) => {
  const asked = parts.flatMap((all) => [...new Set(all.flatMap((each) => Object.keys(each)))]);
  const again = sets.some((set) => asked.filter((column) => column === set).length > 1);
  ensure(!again, 'filter-unknown');
};

const allOf = (kind: EntryKind, filters: readonly Filter[]): readonly Conjunction[] => {
  const all = unbracketed(filters);
  const types = all.filter(isTypeOf);
  const isOne = types.length === 1 && all.some(isEmail);
  const type = isOne ? lower(String((types[0] as Compare).compValue)) : undefined;
  const rest = isOne ? all.filter((each) => each !== types[0]) : all;
  const parts = rest.map((each) => compiled(kind, each, isEmail(each) ? type : undefined));
  ensureOnce(parts);
  return parts.reduce(crossed);
};

const isEmail = (filter: Filter): boolean =>
  'attrPath' in filter && /(?:^|:)emails(?:\.value)?$/iu.test(filter.attrPath);

const compiled = (kind: EntryKind, filter: Filter, type?: string): readonly Conjunction[] => {
  if (filter.op === 'or') return (filter as Several).filters.flatMap((one) => compiled(kind, one));
  if (filter.op === 'and') return allOf(kind, (filter as Several).filters);
  return filter.op === '[]' ? allOf(kind, [filter]) : compared(kind, filter, type);
};

const parsed = (filter: string): Filter | undefined => {
  try {
    return parse(filter);
  } catch {
    return undefined;
  }
};

/**
 * The ways in which a row may fit a filter (RFC 7644, 3.4.2.2), each by columns of the view; none
 * where nobody can. Refuses with `directory.filter-unknown` what no column answers.
 */
export const waysOf = (kind: EntryKind, filter: string | undefined): readonly Conjunction[] => {
  if (filter === undefined) return [{}];
  const found = parsed(filter);
  ensure(found !== undefined, 'filter-unknown');
  const ways = merged(compiled(kind, found!).filter(isPossible));
  ensure(ways.length <= WAYS, 'filter-unknown');
  ensureOnce(ways.map((way) => [way]));
  return ways;
};
