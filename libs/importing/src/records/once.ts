import { type Found, type Place, placeOf, type Row } from './row.js';

const placeText = ({ line, user }: Place) => (user ? `line ${line}, user ${user}` : `line ${line}`);

/** Remembers where each customer and each row occurred first. */
const register = () => {
  const customers = new Map<string, string>();
  const rows = new Map<string, string>();
  /** Why the row does not count; undefined if it counts. */
  return (found: Row): string | undefined => {
    const { customer, row } = found.data;
    const [person, id] = [customers.get(customer), rows.get(row)];
    if (person) return `This customer is already in ${person}.`;
    if (id) return `This row is already in ${id}.`;
    const place = placeText(found);
    customers.set(customer, place);
    if (row !== customer) rows.set(row, place);
    return undefined;
  };
};

/**
 * Lets each customer and each row through once: a system makes one claim per field. The first one
 * counts, so that the same file always gives the same result.
 */
export async function* once(found: AsyncIterable<Found>): AsyncGenerator<Found> {
  const note = register();
  for await (const one of found) {
    const sentence = 'sentence' in one ? undefined : note(one);
    if (sentence === undefined || 'sentence' in one) yield one;
    else yield { ...placeOf(one), customer: one.data.customer, sentence };
  }
}
