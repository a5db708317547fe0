export type Who = 'customer' | 'agent';

/** What the steps so far have returned. */
export interface Sofar {
  readonly ticket: string;
  readonly version: number;
  /** A different one in each run, so that an unfinished story does not disturb the next one. */
  readonly queue: string;
}

export interface Scene {
  readonly who: Who;
  /** What a person sees happen. */
  readonly tells: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: (sofar: Sofar) => string;
  readonly body?: (sofar: Sofar) => object;
  /** Sends the version seen last as `If-Match`. */
  readonly isBased?: true;
  readonly expects: number;
}

const ticket =
  (part = '') =>
  ({ ticket: id }: Sofar) =>
    `/v1/tickets/${id}${part}`;

/** A ticket's life: one row for each request. */
export const story: readonly Scene[] = [
  {
    who: 'customer',
    tells: 'Casey reports what hurts, what it prevents, and what a good outcome is',
    method: 'POST',
    path: () => '/v1/tickets',
    body: () => ({
      kind: 'incident',
      subject: 'VPN drops every hour',
      told: {
        hurts: 'I am thrown out of every call at ten past the hour.',
        stops: 'I cannot finish a talk with a customer.',
        wants: 'A line that holds for a whole afternoon.',
      },
    }),
    expects: 201,
  },
  {
    who: 'agent',
    tells: 'Amal classifies it; the priority is derived from the matrix, not typed in',
    method: 'PUT',
    path: ticket('/classification'),
    body: () => ({ category: 'network', impact: 'low', urgency: 'medium' }),
    isBased: true,
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal puts it into a queue',
    method: 'PUT',
    path: ticket('/queue'),
    body: ({ queue }) => ({ queue }),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal claims the next ticket of that queue, and no colleague gets the same one',
    method: 'POST',
    path: ({ queue }) => `/v1/queues/${queue}/claims`,
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal asks',
    method: 'POST',
    path: ticket('/replies'),
    body: () => ({ text: 'Does it happen on the cable as well, or on the wireless only?' }),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal puts the ticket on hold: it waits for the customer',
    method: 'PUT',
    path: ticket('/hold'),
    body: () => ({ awaiting: 'customer', reason: 'Cable or wireless?' }),
    expects: 200,
  },
  {
    who: 'customer',
    tells: 'Casey answers, and the ticket is resumed automatically',
    method: 'POST',
    path: ticket('/replies'),
    body: () => ({ text: 'On both. My colleagues on this floor have it too.' }),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal writes a note for colleagues, which no customer ever sees',
    method: 'POST',
    path: ticket('/notes'),
    body: () => ({ text: 'The lease of the gateway ends every hour. Renewed it by hand.' }),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal proposes a resolution; only Casey can say that it is one',
    method: 'POST',
    path: ticket('/resolution'),
    body: () => ({ text: 'We renewed the lease of the gateway.' }),
    expects: 200,
  },
  {
    who: 'customer',
    tells: 'Casey rejects it',
    method: 'POST',
    path: ticket('/resolution/rejection'),
    body: () => ({ reason: 'It dropped again at ten past three.' }),
    expects: 200,
  },
  {
    who: 'customer',
    tells: 'Casey corrects what Amal wrote: the impact is not low',
    method: 'POST',
    path: ticket('/corrections'),
    body: () => ({
      fact: 'impact',
      is: 'high',
      words: 'The whole floor is thrown out, not only me.',
    }),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal tries to write "low" again: refused, because the customer’s word wins',
    method: 'PUT',
    path: ticket('/classification'),
    body: () => ({ category: 'network', impact: 'low', urgency: 'medium' }),
    isBased: true,
    expects: 409,
  },
  {
    who: 'agent',
    tells: 'Amal may dispute it, with a reason that Casey sees; the correction stays in force',
    method: 'POST',
    path: ticket('/disputes'),
    body: () => ({ fact: 'impact', reason: 'Monitoring shows two people on this floor.' }),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal proposes a second resolution',
    method: 'POST',
    path: ticket('/resolution'),
    body: () => ({ text: 'The gateway has a lease that renews itself now.' }),
    expects: 200,
  },
  {
    who: 'customer',
    tells: 'Casey confirms, and with that the ticket is closed',
    method: 'POST',
    path: ticket('/resolution/confirmation'),
    body: () => ({ words: 'A whole afternoon without a drop. Thank you.' }),
    expects: 200,
  },
  {
    who: 'customer',
    tells: 'Casey reads the whole story: without the note',
    method: 'GET',
    path: ticket('/timeline'),
    expects: 200,
  },
  {
    who: 'agent',
    tells: 'Amal reads it too: with the note, and who did what, and when',
    method: 'GET',
    path: ticket('/timeline'),
    expects: 200,
  },
];
