type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const unescaped = (part: string) =>
  part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;

const escaped = (part: string) =>
  part.includes('~') || part.includes('/')
    ? part.replaceAll('~', '~0').replaceAll('/', '~1')
    : part;

/** The pointer (RFC 6901) to a member of what `pointer` points to. */
export const below = (pointer: string, member: string): string => `${pointer}/${escaped(member)}`;

const partsOf = (pointer: string): readonly string[] => {
  if (pointer !== '' && !pointer.startsWith('/'))
    throw new Error(`${pointer} is not a JSON pointer.`);
  return pointer.split('/').slice(1).map(unescaped);
};

const INDEX = /^(0|[1-9]\d*)$/;

const has = (value: object, part: string) =>
  Object.hasOwn(value, part) && (!Array.isArray(value) || INDEX.test(part));

const member = (value: unknown, part: string): unknown =>
  isObject(value) && has(value, part) ? (value as Members)[part] : undefined;

/** What a pointer leads to; nothing where it leads nowhere. */
export const valueAt = (value: unknown, pointer: string): unknown =>
  partsOf(pointer).reduce(member, value);

const withMember = (value: unknown, part: string, is: unknown): unknown =>
  Array.isArray(value) ? value.with(Number(part), is) : { ...(value as Members), [part]: is };

const replaced = (value: unknown, [part, ...rest]: readonly string[], by: unknown): unknown =>
  part === undefined ? by : withMember(value, part, replaced(member(value, part), rest, by));

/** The same value with another one where the pointer leads; it must lead somewhere. */
export const withValueAt = (value: unknown, pointer: string, by: unknown): unknown =>
  replaced(value, partsOf(pointer), by);

/** Pointers to everything in a value that is no object, except within what is left out. */
export const leavesOf = (
  value: unknown,
  without: ReadonlySet<string>,
  pointer = '',
): readonly string[] => {
  if (without.has(pointer)) return [];
  if (!isObject(value)) return [pointer];
  return Object.entries(value).flatMap(([name, one]) =>
    leavesOf(one, without, below(pointer, name)),
  );
};

type Replace = (value: object, pointer: string) => unknown;

/** The same value with some objects in it replaced, where `replace` answers with another one. */
export const mapped = (value: unknown, replace: Replace, pointer = ''): unknown => {
  if (!isObject(value)) return value;
  const by = replace(value, pointer);
  if (by !== value) return by;
  if (Array.isArray(value))
    return value.map((one, index) => mapped(one, replace, `${pointer}/${index}`));
  const copy: Record<string, unknown> = { ...value };
  for (const [name, one] of Object.entries(value))
    if (isObject(one)) copy[name] = mapped(one, replace, below(pointer, name));
  return copy;
};

/** Whether there is an object in a value, at any depth, of which something holds. */
export const some = (value: unknown, holds: (value: object) => boolean): boolean => {
  if (!isObject(value)) return false;
  if (holds(value)) return true;
  for (const name in value) if (some((value as Members)[name], holds)) return true;
  return false;
};
