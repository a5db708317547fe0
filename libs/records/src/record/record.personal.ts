import type { DataOf } from '#eventing';

import type { RecordEvent, ClaimDetails } from './record.events.js';

type Pointers = Readonly<Record<string, string>>;

/** The personal parts of a claim; for one that a merge brought, they belong to the other record. */
const parts = (
  path: string,
  customer: string,
  told: Partial<ClaimDetails> | undefined,
): Pointers => {
  if (!told) return {};
  const whose = told.from ?? customer;
  return {
    [`${path}/value`]: whose,
    [`${path}/said`]: whose,
  };
};

const partsOfAll = (path: string, customer: string, told: readonly ClaimDetails[] = []): Pointers =>
  Object.assign({}, ...told.map((one, index) => parts(`${path}/${index}`, customer, one)));

/** What is personal in each event, and whom it is about. */
const rows: {
  readonly [Type in RecordEvent['type']]?: (
    customer: string,
    data: DataOf<RecordEvent, Type>,
  ) => Pointers;
} = {
  ClaimMade: (customer, told) => parts('', customer, told),
  ClaimWithdrawn: (customer, { restored }) => parts('/restored', customer, restored),
  ClaimConfirmed: (customer, { raised }) => parts('/raised', customer, raised),
  ClaimContested: (customer) => ({ '/reason': customer }),
  RectificationNoticeDue: (customer) => ({ '/is': customer }),
  RecordsMerged: (customer, { claims }) => ({
    '/reason': customer,
    ...partsOfAll('/claims', customer, claims),
  }),
  RecordsUnmerged: (customer, { reason, restored }) => ({
    ...(reason !== '' && { '/reason': customer }),
    ...partsOfAll('/restored', customer, restored),
  }),
};

export const personalOf = (customer: string, event: RecordEvent): Pointers =>
  rows[event.type]?.(customer, event.data as never) ?? {};
