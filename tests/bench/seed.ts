import { contextsOf, openStores, type Stores } from '#embedded';
import { handling, newCommandId } from '#eventing';
import { Log } from '#platform';
import { type TicketCommand, ticketDecider } from '#tickets';

import { configOf } from './servers.js';

export interface Size {
  readonly tickets: number;
  readonly events: number;
}

/** The ticket whose history has fifty events. */
export const LONG_TICKET = '019ab3c4-5d6e-7000-8f00-0123456789ab';

const context = (kind: 'customer' | 'agent', id: string) => {
  const command = newCommandId(Date.now());
  const by = { kind, id } as const;
  return { id: command, tenant: 'bench', by, at: new Date().toISOString(), correlation: command };
};

const queues = ['network', 'workplace', 'telephony', 'accounts'];

export const opening = (index: number): TicketCommand => ({
  ...context('agent', 'amal'),
  type: 'OpenTicket',
  data: {
    kind: 'incident',
    subject: `VPN drops every hour, line ${index}`,
    requester: { id: `customer-${index % 5000}`, name: `Customer ${index % 5000}` },
    told: { hurts: 'The tunnel drops every hour and I lose the call that I am in.' },
    classification: { impact: 'medium', urgency: index % 3 ? 'medium' : 'high' },
    queue: queues[index % 10] ?? queues[0]!,
  },
});

/** Opens a ticket and goes on until its history has fifty events. */
export const fifty = async (stores: Stores, id: string): Promise<void> => {
  const handle = handling(stores.events, ticketDecider());
  const { version } = await handle(id, opening(0));
  for (let turn = version; turn < 50; turn += 1) await handle(id, reply(turn));
};

const reply = (index: number): TicketCommand => ({
  ...context('agent', 'amal'),
  type: 'ReplyToTicket',
  data: { text: `We have looked at it again, turn ${index}.` },
});

/** Asks so many times, of which some are under way at once. */
export const each = async (
  count: number,
  callers: number,
  ask: (index: number) => Promise<unknown>,
) => {
  let next = 0;
  const call = async () => {
    while (next < count) await ask(next++);
  };
  await Promise.all(Array.from({ length: callers }, call));
};

/** Fills a data directory by the way that every command takes, only without HTTP. */
export const seed = async (data: string, { tickets, events }: Size): Promise<void> => {
  const config = configOf(data);
  const stores = await openStores(config, contextsOf(config), new Log('silent'));
  const handle = handling(stores.events, ticketDecider(), tickets);
  const ids = Array.from({ length: tickets }, () => newCommandId(Date.now()));
  await each(tickets, 64, (index) => handle(ids[index]!, opening(index)));
  await fifty(stores, LONG_TICKET);
  const left = events - (await stores.events.head());
  await each(Math.max(0, left), 64, (index) => handle(ids[index % tickets]!, reply(index)));
  await stores.projector.waitFor(await stores.events.head());
  await stores.close();
};
