import { ensure } from '../entry/entry.rules.js';
import { isObject, type Members } from './scim.mapping.js';

/** One change that a PATCH asks for (RFC 7644, 3.5.2), as it was sent. */
export interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** A change of a group's members; `one` names the member where a filter does. */
export interface MemberChange {
  readonly op: string;
  readonly value?: unknown;
  readonly one?: string;
}

interface Found {
  readonly change?: MemberChange;
  /** What of the operation is about something else. */
  readonly other?: Operation;
}

const ofMembers =
  /^(?:urn:ietf:params:scim:schemas:core:2\.0:Group:)?members(?:\[\s?value\s+eq\s+"([^"\\]*)"\s?\])?$/i;

const isMembers = (name: string) => name.toLowerCase() === 'members';

const withoutPath = (operation: Operation): Found => {
  if (!isObject(operation.value)) return { other: operation };
  const all = Object.entries(operation.value);
  const own = all.find(([name]) => isMembers(name));
  if (!own) return { other: operation };
  const change = { op: operation.op.toLowerCase(), value: own[1] };
  const rest = all.filter(([name]) => !isMembers(name));
  if (rest.length === 0) return { change };
  return { change, other: { ...operation, value: Object.fromEntries(rest) } };
};

/** The change of members that an operation asks for, and what else it asks for. */
export const membersIn = (operation: Operation): Found => {
  if (operation.path === undefined) return withoutPath(operation);
  const path = ofMembers.exec(operation.path);
  if (!path) return { other: operation };
  const { value } = operation;
  return { change: { op: operation.op.toLowerCase(), value, ...(path[1] && { one: path[1] }) } };
};

type ByValue = Map<string, Members>;

const valueOf = (member: unknown): string => {
  const value = isObject(member) ? member['value'] : undefined;
  ensure(typeof value === 'string', 'patch-invalid', { attribute: 'members.value' });
  return value as string;
};

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A member that is there already is not there twice. */
const add = (all: ByValue, { value, one }: MemberChange) => {
  const given = one === undefined ? listed(value) : [{ ...Object(value), value: one }];
  for (const member of given) {
    const key = valueOf(member);
    all.set(key, { ...all.get(key), ...(member as Members) });
  }
};

const remove = (all: ByValue, { value, one }: MemberChange) => {
  if (one !== undefined) return void all.delete(one);
  if (value === undefined || value === null) return all.clear();
  for (const member of listed(value)) all.delete(valueOf(member));
};

const replace = (all: ByValue, change: MemberChange) => {
  if (change.one !== undefined) {
    ensure(all.has(change.one), 'patch-invalid', { why: 'There is no such member.' });
    return add(all, change);
  }
  all.clear();
  add(all, change);
};

const changing: ReadonlyMap<string, (all: ByValue, change: MemberChange) => void> = new Map([
  ['add', add],
  ['remove', remove],
  ['replace', replace],
]);

const keyOf = (member: Members, index: number) =>
  typeof member['value'] === 'string' ? member['value'] : `#${index}`;

/** The members after the changes, each found by its value: as many steps as there are of both. */
export const membersAfter = (
  before: unknown,
  changes: readonly MemberChange[],
): { readonly members?: readonly Members[] } => {
  const members = Array.isArray(before) ? before.filter(isObject) : [];
  const all: ByValue = new Map(members.map((member, index) => [keyOf(member, index), member]));
  for (const change of changes) changing.get(change.op)?.(all, change);
  return all.size > 0 ? { members: [...all.values()] } : {};
};
