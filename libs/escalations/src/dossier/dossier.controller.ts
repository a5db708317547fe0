import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandContext, Commands, ViewReader } from '#eventing';
import { answerReceipt, CurrentPrincipal, IssuedBy, type Principal, Route } from '#platform';

import type { EscalationDecider } from '../escalation/escalation.decider.js';
import { ensure } from '../escalation/escalation.rules.js';
import { ESCALATION_DECIDER } from '../escalation/escalation.tokens.js';
import { type EscalationRow, escalationsView } from '../escalations/escalations.view.js';
import { NoteContact, TakeContact } from './dossier.requests.js';
import { dossierRoutes } from './dossier.routes.js';
import { type Dossier, Dossiers } from './dossiers.handler.js';

const shown = ({ version, entries, promised, minutes }: Dossier, escalation: string) => ({
  escalation,
  version,
  ...entries,
  promised: promised.map(({ id, topic, window, accountable, status, outcome }) => ({
    id,
    topic,
    due: window.to,
    accountable,
    status,
    ...(outcome !== undefined && { outcome }),
  })),
  minutes,
});

@Controller()
export class DossierController {
  constructor(
    private readonly views: ViewReader,
    private readonly dossiers: Dossiers,
    private readonly commands: Commands,
    @Inject(ESCALATION_DECIDER) private readonly decider: EscalationDecider,
  ) {}

  @Route(dossierRoutes.read)
  async read(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @IssuedBy() context: CommandContext,
    @Req() { method }: FastifyRequest,
  ) {
    const dossier = await this.#dossierOf(tenant, id);
    // Asked by HEAD, nobody has read it.
    if (method === 'GET') await this.dossiers.read(id, dossier.version, context);
    return shown(dossier, id);
  }

  @Route(dossierRoutes.take)
  async take(
    @Param('id') id: string,
    @Body() said: TakeContact,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const { version } = await this.#dossierOf(context.tenant, id);
    const command = { ...context, type: 'TakeContact', data: { ...said, version } } as const;
    answerReceipt(reply, await this.commands.send(this.decider, id, command));
  }

  @Route(dossierRoutes.note)
  async note(
    @Param('id') id: string,
    @Body() told: NoteContact,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const { version } = await this.#dossierOf(context.tenant, id);
    const command = { ...context, type: 'NoteContact', data: { ...told, version } } as const;
    answerReceipt(reply, await this.commands.send(this.decider, id, command));
  }

  async #dossierOf(tenant: string, id: string): Promise<Dossier> {
    const row = await this.views.get<EscalationRow>(escalationsView, tenant, id);
    ensure(row !== undefined, 'not-found');
    return this.dossiers.prepare(tenant, row!);
  }
}
