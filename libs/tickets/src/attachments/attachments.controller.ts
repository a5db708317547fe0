import type { Readable } from 'node:stream';
import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Blob, blobRules, Blobs, isHarmlessName } from '#blobs';
import { type CommandContext, type Receipt, ViewReader, Commands, newAggregateId } from '#eventing';
import { CurrentPrincipal, etagOf, IssuedBy, type Principal, problem, Route } from '#platform';

import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { ensure } from '../ticket/ticket.rules.js';
import { readable } from '../worklist/worklist.controller.js';
import type { AddAttachment } from './attachments.requests.js';
import { attachmentRoutes } from './attachments.routes.js';
import { type AttachmentRow, attachmentsView } from './attachments.view.js';

/** A file of a ticket, as its address names it. */
export interface Place {
  readonly id: string;
  readonly attachment: string;
}

/** RFC 6266 and RFC 8187: never shown inside a page, whatever it is. */
const disposition = (name: string) =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*!]/g, escape)}`;

/**
 * A repeated request returns the file of the first one; if that is another file, the key was used
 * for it.
 */
const ensureSame = ({ events: [added] }: Receipt, { sha256 }: Blob) => {
  const before = added?.data as Partial<Blob> | undefined;
  if (before && before.sha256 !== sha256) throw problem('idempotency-key-reused');
};

/** As every command is answered, with the file's id. */
const sendReceipt = (
  reply: FastifyReply,
  { id, version, position }: Receipt,
  attachment: string,
): void =>
  void reply
    .headers({ etag: etagOf(version), 'amends-position': position })
    .send({ id, version, attachment });

@Controller()
export class AttachmentsController {
  constructor(
    private readonly views: ViewReader,
    private readonly blobs: Blobs,
    private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
  ) {}

  @Route(attachmentRoutes.upload)
  async upload(
    @CurrentPrincipal() principal: Principal,
    @IssuedBy() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { id } = request.params as { readonly id: string };
    await readable(this.views, principal, id);
    const { name, staffOnly = false } = request.query as AddAttachment;
    blobRules(isHarmlessName(name), 'upload-type');
    const content = request.body as Readable;
    const blob = await this.blobs.put(
      content,
      request.edge.claimed,
      attachmentRoutes.upload.upload,
    );
    request.edge.content = blob.sha256;
    const attachment = newAggregateId(context.id);
    const receipt = await this.commands.send(this.decider, id, {
      ...context,
      type: 'AddAttachment',
      data: { attachment, name, staffOnly, ...blob },
    });
    ensureSame(receipt, blob);
    reply.code(201).header('location', `/v1/tickets/${id}/attachments/${attachment}`);
    sendReceipt(reply, receipt, attachment);
  }

  @Route(attachmentRoutes.download)
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param() { id, attachment }: Place,
    @Res() reply: FastifyReply,
  ) {
    await readable(this.views, principal, id);
    const row = await this.views.get<AttachmentRow>(attachmentsView, principal.tenant, attachment);
    const isTheirs = row?.ticket === id && !(row.staffOnly && principal.role === 'customer');
    ensure(isTheirs, 'not-found');
    const content = await this.blobs.get(row!.sha256);
    ensure(content !== undefined, 'not-found');
    reply.headers({
      'content-type': row!.mediaType,
      'content-length': row!.size,
      'content-disposition': disposition(row!.name),
    });
    reply.send(content);
  }
}
