import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Message, type Receipt, type Recorded, type Unissued, Commands } from '#eventing';
import { answerReceipt, Answers, etagOf, type Valid } from '#platform';

import type { RecordCommand } from './record.commands.js';
import { RECORDING, type Recording } from './record.tokens.js';
import { claimRoutes } from './record.routes.js';
import { issuedIn, Speakers, type Speaking, type Spoken } from './proof.handler.js';

const isClaim = (event: Recorded): event is Recorded<Message<'ClaimMade', { claim: string }>> =>
  event.type === 'ClaimMade';

const speakingIn = (request: FastifyRequest, spoken: Spoken): Speaking => {
  const { id: customer } = request.params as { readonly id: string };
  return { request, customer, spoken };
};

/** Somebody's word: how sure it is that the customer speaks is found out before it is decided on. */
@Controller()
export class ClaimsController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(Speakers) private readonly speakers: Speakers,
  ) {}

  @Answers(claimRoutes.make)
  async make(
    @Body() { check, onBehalfOf, ...said }: Valid<typeof claimRoutes.make.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const speaking = speakingIn(request, { check, onBehalfOf });
    const { customer } = speaking;
    const proof = await this.speakers.proofOf(speaking, said.field);
    const minutes = said.minutes ?? (await this.speakers.costOf(speaking));
    const data = { ...said, customer, ...proof, ...(minutes !== undefined && { minutes }) };
    await this.#say(reply, speaking, { type: 'MakeClaim', data } as Unissued<RecordCommand>);
  }

  @Answers(claimRoutes.withdraw)
  async withdraw(
    @Param('claim') claim: string,
    @Query() spoken: Spoken,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const speaking = speakingIn(request, spoken);
    const proof = await this.#proofFor(speaking, claim);
    const command = { type: 'WithdrawClaim', data: { claim, ...proof } } as Unissued<RecordCommand>;
    answerReceipt(reply, await this.#send(speaking, command));
  }

  @Answers(claimRoutes.confirm)
  async confirm(
    @Param('claim') claim: string,
    @Body() { check, onBehalfOf, document, channel }: Valid<typeof claimRoutes.confirm.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const speaking = speakingIn(request, { check, onBehalfOf });
    const { evidence, ...proof } = await this.#proofFor(speaking, claim);
    const seen = { ...evidence, ...(document !== undefined && { document }) };
    const data = { claim, ...proof, ...(channel && { channel }), evidence: seen };
    await this.#say(reply, speaking, { type: 'ConfirmClaim', data } as Unissued<RecordCommand>);
  }

  async #proofFor(speaking: Speaking, claim: string) {
    return this.speakers.proofOf(speaking, await this.speakers.fieldOf(speaking, claim));
  }

  #send(speaking: Speaking, command: Unissued<RecordCommand>): Promise<Receipt> {
    const issued = { ...issuedIn(speaking), ...command } as RecordCommand;
    return this.commands.send(this.recording.decider, speaking.customer, issued);
  }

  /** Whoever speaks is told at once whether it is in force, or what it waits for. */
  async #say(reply: FastifyReply, speaking: Speaking, command: Unissued<RecordCommand>) {
    const { id, version, position, events } = await this.#send(speaking, command);
    const claim = events.find(isClaim)?.data.claim;
    const standing = claim && (await this.speakers.standingOf(speaking, claim));
    reply
      .header('etag', etagOf(version))
      .header('amends-position', position)
      .send({ id, version, ...(claim && { claim, standing }) });
  }
}
