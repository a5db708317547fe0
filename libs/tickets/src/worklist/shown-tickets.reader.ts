import { Injectable, Optional } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Condition, lookUp, type Selection } from '#eventing';
import {
  CustomerSearch,
  type Principal,
  type ReadContext,
  readContextOf,
  type Shown,
} from '#platform';

import { shownTo, type TicketShown } from './ticket.representation.js';
import type { TicketRow } from './ticket-row.view.js';
import { worklistView } from './worklist.view.js';

/** So many customers are looked for by what is known of them now. */
const CUSTOMERS = 100;

interface AlsoFound {
  readonly also?: NonNullable<Selection['also']>;
  readonly onRead?: NonNullable<Shown<TicketRow, unknown>['onRead']>;
}

/** The filters that name people. */
const persons = ['requester', 'person'] as const;

const merely: CustomerSearch = {
  find: async () => [],
  shown: async () => {},
  sameAs: async (_, customers) => customers,
};

/**
 * Lists of tickets as they are shown to somebody. A ticket knows its requester as they were: who
 * they are now, by a corrected name or after a merge of customers, is asked of the records.
 */
@Injectable()
export class ShownTickets {
  readonly #customers: CustomerSearch;

  constructor(@Optional() customers?: CustomerSearch) {
    this.#customers = customers ?? merely;
  }

  async list(
    principal: Principal,
    request: FastifyRequest,
    where: Readonly<Record<string, Condition>> = {},
  ): Promise<Shown<TicketRow, TicketShown>> {
    const query = request.query as Readonly<Record<string, unknown>>;
    const [found, meant] = await Promise.all([
      this.alsoFound(readContextOf(request), query['q']),
      this.#meant(principal, query),
    ]);
    return { view: worklistView, where, show: shownTo(principal), meant, ...found };
  }

  /**
   * The tickets of customers in whose records the words are now. Whose tickets are shown is on
   * record as found by a value of theirs.
   */
  async alsoFound(reader: ReadContext, q: unknown): Promise<AlsoFound> {
    if (typeof q !== 'string') return {};
    const values = await this.#customers.find(reader.principal, q, CUSTOMERS);
    if (values.length === 0) return {};
    const onRead = async (rows: readonly TicketRow[]) => {
      const requesters = new Set(rows.map(({ requester }) => requester.id));
      const found = values.filter((customer) => requesters.has(customer));
      await this.#customers.shown(reader, found);
    };
    return { also: { column: 'requester', values }, onRead };
  }

  /** For staff, customers who were merged are one person. */
  async #meant({ role, tenant }: Principal, query: Readonly<Record<string, unknown>>) {
    if (role === 'customer') return {};
    const meant: Record<string, readonly string[]> = {};
    for (const name of persons) {
      const asked = lookUp(query, name) as readonly string[] | undefined;
      if (asked) meant[name] = await this.#customers.sameAs(tenant, asked);
    }
    return meant;
  }
}
