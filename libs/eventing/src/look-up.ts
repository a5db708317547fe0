/**
 * The row that a table itself has under a word. Tables are objects, and every object inherits names
 * such as `constructor`; a word that came from outside must not find those.
 */
export const lookUp = <Row>(
  table: Readonly<Record<string, Row>> | undefined,
  word: string,
): Row | undefined => (table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined);
