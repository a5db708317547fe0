import type { DataOf, Message } from '../messages.js';

/** Makes of an event's data in one schema its data in the next one. */
type Upcaster = (data: never) => unknown;

/**
 * How the data of earlier schemas becomes that of the table: a row for each event that had another
 * form, with one function for each earlier schema, from the first on. `[from1, from2]` makes schema 3.
 *
 * They are pure, see the data only, and are never changed once released. A personal value of anyone who
 * was forgotten reads `ERASED`, whatever form it had.
 */
export type Upcasters<Event extends Message> = {
  readonly [Type in Event['type']]?: readonly [
    ...earlier: Upcaster[],
    last: (data: never) => DataOf<Event, Type>,
  ];
};

/** Upcasters of one aggregate's events, whichever it is. */
export type AnyUpcasters = Readonly<Record<string, readonly Upcaster[] | undefined>>;

/** By the aggregate. */
export type UpcastersByAggregate = Readonly<Record<string, AnyUpcasters>>;

/** The schema in which an event is written today: 1, unless it had another form before. */
export const schemaOf = (upcasters: AnyUpcasters | undefined, type: string): number =>
  1 + (upcasters?.[type]?.length ?? 0);

/** What deciders say of their events' earlier schemas. */
export const upcastersOf = (
  deciders: readonly { readonly name: string; readonly upcasters?: AnyUpcasters }[],
): UpcastersByAggregate =>
  Object.fromEntries(deciders.map(({ name, upcasters = {} }) => [name, upcasters]));

/** Data as the table has it today, from data as it was written. */
export const upcast = (
  upcasters: AnyUpcasters | undefined,
  { type, schema, data }: Pick<Message, 'type' | 'data'> & { readonly schema: number },
): unknown =>
  (upcasters?.[type] ?? [])
    .slice(schema - 1)
    .reduce<unknown>((earlier, upcaster) => upcaster(earlier as never), data);
