import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Condition, type Moment, streamOf, ViewReader } from '#eventing';
import {
  CurrentPrincipal,
  etagOf,
  EventStream,
  ListQueries,
  Now,
  type Principal,
  Route,
} from '#platform';

import { ensure } from '../contact/contact.rules.js';
import { contactShown } from './contact.representation.js';
import { contactsRoutes } from './contacts.routes.js';
import { type ContactRow, contactsView } from './contacts.view.js';
import { entryOf } from './entry.representation.js';

type Where = Readonly<Record<string, Condition>>;

/** Customers must not learn by filtering what they cannot see of a contact. */
const withheld = ['queue', 'team'];

const ensureTold = ({ role }: Principal, query: unknown) =>
  ensure(role !== 'customer' || !withheld.some((name) => name in Object(query)), 'staff-only');

const own = ({ role, id }: Principal): Where => (role === 'customer' ? { customer: id } : {});

/** The contact, if this principal may read it. */
export const readable = async (
  views: ViewReader,
  { role, id: reader, tenant }: Principal,
  id: string,
): Promise<ContactRow> => {
  const row = await views.get<ContactRow>(contactsView, tenant, id);
  const isTheirs = row !== undefined && (role !== 'customer' || row.customer === reader);
  ensure(isTheirs, 'not-found');
  return row!;
};

@Controller()
export class ContactsController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly eventStream: EventStream,
  ) {}

  @Route(contactsRoutes.list)
  list(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    ensureTold(principal, request.query);
    const show = contactShown(principal, now);
    return this.lists.page(request, reply, { view: contactsView, where: own(principal), show });
  }

  @Route(contactsRoutes.one)
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    const row = await readable(this.views, principal, id);
    reply.header('etag', etagOf(row.version));
    return contactShown(principal, now)(row);
  }

  @Route(contactsRoutes.live)
  async live(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await readable(this.views, principal, id);
    const stream = streamOf('contact', principal.tenant, id);
    await this.eventStream.open(request, reply, (event) =>
      event.stream === stream ? { event: event.type, data: entryOf(principal, event) } : undefined,
    );
  }
}
