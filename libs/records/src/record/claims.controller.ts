import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Message,
  type Receipt,
  type RecordedEvent,
  type CommandPayload,
  Commands,
} from '#eventing';
import { answerReceipt, Route, etagOf, type Valid } from '#platform';

import type { RecordCommand } from './record.commands.js';
import { RECORDING, type Recording } from './record.tokens.js';
import { claimRoutes } from './record.routes.js';
import {
  speakerContextOf,
  ClaimEvidence,
  type ClaimRequest,
  type SpeakerInput,
} from './claim-evidence.handler.js';

const isClaim = (
  event: RecordedEvent,
): event is RecordedEvent<Message<'ClaimMade', { claim: string }>> => event.type === 'ClaimMade';

const claimRequestIn = (request: FastifyRequest, spoken: SpeakerInput): ClaimRequest => {
  const { id: customer } = request.params as { readonly id: string };
  return { request, customer, spoken };
};

/** Somebody's word: how sure it is that the customer speaks is found out before it is decided on. */
@Controller()
export class ClaimsController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(ClaimEvidence) private readonly claimEvidence: ClaimEvidence,
  ) {}

  @Route(claimRoutes.make)
  async make(
    @Body() { check, onBehalfOf, ...said }: Valid<typeof claimRoutes.make.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const claimRequest = claimRequestIn(request, { check, onBehalfOf });
    const { customer } = claimRequest;
    const proof = await this.claimEvidence.proofOf(claimRequest, said.field);
    const minutes = said.minutes ?? (await this.claimEvidence.costOf(claimRequest));
    const data = { ...said, customer, ...proof, ...(minutes !== undefined && { minutes }) };
    await this.#say(reply, claimRequest, {
      type: 'MakeClaim',
      data,
    } as CommandPayload<RecordCommand>);
  }

  @Route(claimRoutes.withdraw)
  async withdraw(
    @Param('claim') claim: string,
    @Query() spoken: SpeakerInput,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const claimRequest = claimRequestIn(request, spoken);
    const proof = await this.#proofFor(claimRequest, claim);
    const command = {
      type: 'WithdrawClaim',
      data: { claim, ...proof },
    } as CommandPayload<RecordCommand>;
    answerReceipt(reply, await this.#send(claimRequest, command));
  }

  @Route(claimRoutes.confirm)
  async confirm(
    @Param('claim') claim: string,
    @Body() { check, onBehalfOf, document, channel }: Valid<typeof claimRoutes.confirm.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const claimRequest = claimRequestIn(request, { check, onBehalfOf });
    const { evidence, ...proof } = await this.#proofFor(claimRequest, claim);
    const seen = { ...evidence, ...(document !== undefined && { document }) };
    const data = { claim, ...proof, ...(channel && { channel }), evidence: seen };
    await this.#say(reply, claimRequest, {
      type: 'ConfirmClaim',
      data,
    } as CommandPayload<RecordCommand>);
  }

  async #proofFor(claimRequest: ClaimRequest, claim: string) {
    return this.claimEvidence.proofOf(
      claimRequest,
      await this.claimEvidence.fieldOf(claimRequest, claim),
    );
  }

  #send(claimRequest: ClaimRequest, command: CommandPayload<RecordCommand>): Promise<Receipt> {
    const context = { ...speakerContextOf(claimRequest), ...command } as RecordCommand;
    return this.commands.send(this.recording.decider, claimRequest.customer, context);
  }

  /** Whoever speaks is told at once whether it is in force, or what it waits for. */
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
