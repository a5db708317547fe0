/** A log that everybody can make again, and a view of it: what 200 counters have come to. */
const counters = 200;

export const eventAt = (position) => ({
  id: `01990000-0000-7000-8000-${String(position).padStart(12, '0')}`,
  stream: `counter-acme-${(position * 7) % counters}`,
  revision: Math.floor(position / counters),
  type: 'Counted',
  schema: 1,
  data: { by: position % 11 },
  meta: { tenant: 'acme', actor: { kind: 'system', id: 'x' }, at: '2026-01-05T09:00:00.000Z' },
  position,
  recordedAt: '2026-01-05T09:00:00.000Z',
});

export const eventsFrom = (after, count) =>
  Array.from({ length: count }, (_, index) => eventAt(after + 1 + index));

const idOf = (stream) => stream.split('-')[2];

const count = (row, { stream, data, position }) => ({
  id: idOf(stream),
  sum: (row?.sum ?? 0) + data.by,
  events: (row?.events ?? 0) + 1,
  last: position,
  parity: position % 2 ? 'odd' : 'even',
});

export const countersView = {
  name: 'counters',
  version: 1,
  of: 'counter',
  columns: {
    sum: { type: 'integer', of: ({ sum }) => sum },
    parity: { type: 'set', of: ({ parity }) => [parity] },
  },
  indexes: [['sum']],
  search: ({ parity }) => parity,
  when: { Counted: count },
};

/** What the view has to show at a position. */
export const rowsAt = (position) => {
  const rows = new Map();
  for (const event of eventsFrom(0, position)) {
    const id = idOf(event.stream);
    rows.set(id, count(rows.get(id), event));
  }
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};
