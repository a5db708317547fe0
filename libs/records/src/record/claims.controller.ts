import { Body, Controller, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  type CommandContext,
  type CommandPayload,
  Commands,
  type Message,
  type Receipt,
  type RecordedEvent,
} from '#eventing';
import { answerReceipt, etagOf, IssuedBy, Route } from '#platform';

import { ClaimEvidence, type ClaimRequest } from './claim-evidence.handler.js';
import { ConfirmClaim, MakeClaim, WithdrawClaim } from './claims.requests.js';
import type { RecordCommand } from './record.commands.js';
import { claimRoutes } from './record.routes.js';
import { RECORDING, type Recording } from './record.tokens.js';

interface OfClaim {
  readonly id: string;
  readonly claim: string;
}

const isClaim = (
  event: RecordedEvent,
): event is RecordedEvent<Message<'ClaimMade', { claim: string }>> => event.type === 'ClaimMade';

/** Somebody's word: how sure it is that the customer speaks is found out before it is decided on. */
@Controller()
export class ClaimsController {
  constructor(
    private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
    private readonly claimEvidence: ClaimEvidence,
  ) {}

  @Route(claimRoutes.make)
  async make(
    @Param('id') customer: string,
    @Body() { check, ...said }: MakeClaim,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const claimRequest = { context, customer, check };
    const proof = await this.claimEvidence.proofOf(claimRequest, said.field);
    const minutes = said.minutes ?? (await this.claimEvidence.costOf(claimRequest));
    const data = { ...said, customer, ...proof, ...(minutes !== undefined && { minutes }) };
    await this.#say(reply, claimRequest, { type: 'MakeClaim', data });
  }

  @Route(claimRoutes.withdraw)
  async withdraw(
    @Param() { id: customer, claim }: OfClaim,
    @Query() { check }: WithdrawClaim,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const claimRequest = { context, customer, check };
    const data = { claim, ...(await this.#proofFor(claimRequest, claim)) };
    answerReceipt(reply, await this.#send(claimRequest, { type: 'WithdrawClaim', data }));
  }

  @Route(claimRoutes.confirm)
  async confirm(
    @Param() { id: customer, claim }: OfClaim,
    @Body() { check, document, channel }: ConfirmClaim,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const claimRequest = { context, customer, check };
    const { evidence, ...proof } = await this.#proofFor(claimRequest, claim);
    const seen = { ...evidence, ...(document !== undefined && { document }) };
    const data = { claim, ...proof, ...(channel && { channel }), evidence: seen };
    await this.#say(reply, claimRequest, { type: 'ConfirmClaim', data });
  }

  async #proofFor(claimRequest: ClaimRequest, claim: string) {
    const field = await this.claimEvidence.fieldOf(claimRequest, claim);
    return this.claimEvidence.proofOf(claimRequest, field);
  }

  #send(
    { context, customer }: ClaimRequest,
    command: CommandPayload<RecordCommand>,
  ): Promise<Receipt> {
    const issued = { ...context, ...command } as RecordCommand;
    return this.commands.send(this.recording.decider, customer, issued);
  }

  /** The answer says at once whether the claim is in force, or what it waits for. */
  async #say(
    reply: FastifyReply,
    claimRequest: ClaimRequest,
    command: CommandPayload<RecordCommand>,
  ) {
    const { id, version, position, events } = await this.#send(claimRequest, command);
    const claim = events.find(isClaim)?.data.claim;
    const standing = claim && (await this.claimEvidence.standingOf(claimRequest, claim));
    reply
      .header('etag', etagOf(version))
      .header('amends-position', position)
      .send({ id, version, ...(claim && { claim, standing }) });
  }
}
