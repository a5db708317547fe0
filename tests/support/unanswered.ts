/** They do not end, so nothing is told of them in one answer; they have specs of their own. */
export const endless = [
  'GET /v1/tickets/:id/live',
  'GET /v1/queues/:queue/live',
  'GET /v1/rectifications/live',
];

/** They need a log of many thousand events; what is behind them has a spec of its own. */
export const large = [2, 4, 5].flatMap((depth) => {
  const parts = [':a', ':b', ':c', ':d'].slice(0, depth - 1).join('/');
  return [`GET /ledger/:tenant/tile/:level/${parts}`, `GET /ledger/:tenant/tile/entries/${parts}`];
});
