/** `ticket-acme-0192f…`: the aggregate, the tenant (no hyphen in either), the id. */
export const streamOf = (aggregate: string, tenant: string, id: string): string =>
  `${aggregate}-${tenant}-${id}`;

/** Identifies a customer across all tenants: the owner of a key in the vault. */
export const personOf = (tenant: string, customer: string): string => `${tenant}/${customer}`;

/** The customer that a person is in their tenant. */
export const customerOf = (person: string): string => person.slice(person.indexOf('/') + 1);

export const aggregateOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export const idOf = (stream: string): string =>
  stream.slice(stream.indexOf('-', stream.indexOf('-') + 1) + 1);

/**
 * The id of a command's event: the command's own UUIDv7 with `index` in the twelve bits after the
 * version (RFC 9562, 6.2, a fixed counter). The same command gives the same ids, in rising order;
 * command ids leave those twelve bits zero.
 */
export const eventIdOf = (command: string, index: number): string =>
  `${command.slice(0, 15)}${index.toString(16).padStart(3, '0')}${command.slice(18)}`;

/**
 * The id of the command that an event causes: the event's moment, and sixty bits of its leaf hash.
 * The same after every rebuild of a view, on every store; `index` gives several commands different
 * ids.
 */
export const derivedCommandId = (
  event: { readonly id: string; readonly leaf: Uint8Array },
  index = 0,
): string => {
  const hex = Buffer.from(event.leaf.subarray(index * 8, index * 8 + 8)).toString('hex');
  return `${event.id.slice(0, 14)}7000-8${hex.slice(0, 3)}-${hex.slice(3, 15)}`;
};
