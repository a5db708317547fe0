/** They do not end, so nothing is told of them in one answer; they have specs of their own. */
export const endless = [
  'GET /v1/tickets/:id/live',
  'GET /v1/contacts/:id/live',
  'GET /v1/queues/:queue/live',
  'GET /v1/rectifications/live',
  'GET /v1/clocks/live',
  'GET /v1/escalations/:id/live',
  'GET /v1/escalations/live',
];

/** They need a log of many thousand events; what is behind them has a spec of its own. */
export const large = [2, 4, 5].flatMap((depth) => {
  const parts = [':a', ':b', ':c', ':d'].slice(0, depth - 1).join('/');
  return [`GET /ledger/:tenant/tile/:level/${parts}`, `GET /ledger/:tenant/tile/entries/${parts}`];
});

/** What a small log has to be read of it. */
export const ledgerPaths = ['checkpoint', 'keys', 'tile/0/000.p/1', 'tile/entries/000.p/1'];

/** What an auditor reads of a ticket. */
export const auditPaths = [
  'bundle?since=1',
  'replay',
  'replay/export',
  'state?knownAt=2099-01-01T00:00:00Z',
  'difference?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z',
];
