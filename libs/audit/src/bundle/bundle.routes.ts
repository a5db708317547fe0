import { described, optional, type RouteRow, strictObject, Type } from '#platform';

import { ReadBundle } from './bundle.requests.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const hashes = Type.Array(text);

const proved = {
  envelope: described(text, 'The exact bytes of the envelope, in base64url.'),
  data: described(text, 'The exact bytes of the data, in base64url.'),
  index: optional(described(count, 'Which leaf of the log it is; absent after the checkpoint.')),
  proof: optional(described(hashes, 'That it is in the log (RFC 6962), in hex.')),
};

const MapLeaf = strictObject({
  key: described(text, 'The key of the stream that stands there, in hex.'),
  revision: described(count, 'The revision of its last event.'),
  head: described(text, 'The leaf hash of its last event, in hex.'),
});

const StreamInMap = strictObject({
  entry: described(text, 'The logged root of the map, in base64url: the last leaf.'),
  proof: described(hashes, 'That the root is in the log, in hex.'),
  siblings: described(hashes, 'The nodes beside the stream’s way through the map, in hex.'),
  leaf: optional(described(MapLeaf, 'What stands at the end of the way.')),
});

const Older = strictObject({
  size: described(count, 'The size of the older checkpoint.'),
  proof: described(hashes, 'That the log only grew since (RFC 6962), in hex.'),
});

const Shown = strictObject({
  ...proved,
  disclosures: described(hashes, 'Personal values with their salts, each as it was committed to.'),
});

const Bundle = strictObject({
  format: described(Type.Literal('amends-proof/v1'), 'The name of this form.'),
  stream: described(text, 'The stream whose history it is.'),
  checkpoint: described(text, 'The signed checkpoint (C2SP tlog-checkpoint).'),
  keys: described(hashes, 'The keys that have signed it: a hint; get them by another way, too.'),
  map: described(StreamInMap, 'Where the stream ends, so that nothing is left out.'),
  older: optional(described(Older, 'That the log only grew since an older checkpoint.')),
  events: described(Type.Array(Shown), 'Every event of the stream, in order.'),
  receipts: described(
    Type.Array(strictObject(proved)),
    'The erasures by which values of it cannot be read any more.',
  ),
});

const example = {
  format: 'amends-proof/v1',
  stream: 'ticket-acme-019ab3c4-5d6e-7000-8f00-0123456789ab',
  checkpoint: 'amends.localhost/ledger/acme\n2\n…\n\n— amends.localhost/ledger/acme …\n',
  keys: ['amends.localhost/ledger/acme+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
  map: { entry: 'eyJmb3JtIjox…', proof: [], siblings: [] },
  events: [{ envelope: 'eyJkYXRh…', data: 'e30', index: 0, proof: [], disclosures: [] }],
  receipts: [],
};

export const bundleRoutes = {
  read: {
    name: 'readTicketBundle',
    method: 'GET',
    path: '/v1/audit/tickets/:id/bundle',
    summary:
      'The whole history of a ticket in one file that proves itself: exact bytes, proofs that each ' +
      'event is in the log and that none is missing. Check it with docs/reference/verify.mjs.',
    roles: ['auditor'],
    query: ReadBundle,
    answer: { schema: Bundle, example },
    problems: ['http.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
