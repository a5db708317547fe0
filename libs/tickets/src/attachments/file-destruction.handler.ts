import { Inject, Injectable } from '@nestjs/common';
import { Blobs } from '#blobs';
import {
  type CommandContext,
  Commands,
  CrossTenantReader,
  type DataOf,
  type Message,
  type Receipt,
} from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { filesWith } from './attachments.view.js';

/**
 * Removes the bytes of a file that was taken off its ticket, unless another ticket of any tenant has
 * the same file. A process that ends between both does it again: the bytes are gone, or go then.
 */
@Injectable()
export class FileDestruction {
  constructor(
    private readonly views: CrossTenantReader,
    private readonly blobs: Blobs,
    private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
  ) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { attachment, sha256 } = command.data as DataOf<TicketCommand, 'DestroyFile'>;
    const shared = (await filesWith(this.views, sha256)).length > 0;
    if (!shared) await this.blobs.remove(sha256);
    const data = { attachment, sha256, shared };
    return this.commands.send(this.decider, id, { ...command, type: 'DestroyFile', data });
  }
}
