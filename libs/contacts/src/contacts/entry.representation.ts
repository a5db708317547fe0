import { happenedAt, type Moment, type RecordedEvent } from '#eventing';
import type { Principal } from '#platform';

/** One event of a contact as it is shown. */
export interface ContactEntry {
  readonly revision: number;
  readonly type: string;
  /** When it happened, as it was told. */
  readonly at: Moment;
  readonly recordedAt: Moment;
  readonly by: { readonly kind: string; readonly id: string };
  readonly data: object;
}

/** What is for the desk only, in whichever event it is. */
const withheld = ['queue', 'team'];

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null;

const without = (data: object): object =>
  Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !withheld.includes(name))
      .map(([name, value]) => [name, isPlain(value) ? without(value) : value]),
  );

const toldAt = (event: RecordedEvent): Moment =>
  (event.data as { readonly at?: Moment }).at ?? happenedAt(event);

/** An event for one reader. Whether they may hear of it at all, its audience says. */
export const entryOf = ({ role }: Pick<Principal, 'role'>, event: RecordedEvent): ContactEntry => {
  const { revision, type, recordedAt, meta } = event;
  const data = role === 'customer' ? without(event.data as object) : (event.data as object);
  return { revision, type, at: toldAt(event), recordedAt, by: meta.actor, data };
};
