import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewProgress } from '#eventing';
import { HistoryPages, problem, ReadBy, type ReadContext, Route, sendNdjson } from '#platform';
import { AccessLog } from '#records';

import { changesBetween, frameAt, Replays } from './replay.handler.js';
import type { ReadDifference, ReadReplay, ReadState } from './replay.requests.js';
import { replayRoutes } from './replay.routes.js';

async function* each<Item>(items: readonly Item[]) {
  yield* items;
}

/** A ticket's history as it was, for auditors. That they read it is recorded. */
@Controller()
export class ReplayController {
  constructor(
    private readonly replays: Replays,
    private readonly accessLog: AccessLog,
    private readonly progress: ViewProgress,
    private readonly pages: HistoryPages,
  ) {}

  @Route(replayRoutes.frames)
  async frames(
    @ReadBy() reader: ReadContext,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { first, limit } = this.pages.asked(request);
    const { personal = true } = request.query as ReadReplay;
    const frames = personal
      ? await this.#frames(reader, id)
      : await this.replays.hiddenFrames(reader.principal, id);
    const next = first + limit;
    const items = frames.slice(first - 1, next - 1);
    return this.pages.page(request, reply, {
      items,
      next: next <= frames.length ? next : undefined,
    });
  }

  @Route(replayRoutes.export)
  async export(@ReadBy() reader: ReadContext, @Param('id') id: string, @Res() reply: FastifyReply) {
    sendNdjson(reply, each(await this.#frames(reader, id)), this.progress.position);
  }

  @Route(replayRoutes.state)
  async state(
    @ReadBy() reader: ReadContext,
    @Param('id') id: string,
    @Query() { knownAt }: ReadState,
  ) {
    const frame = frameAt(await this.#frames(reader, id), knownAt);
    if (!frame) throw problem('not-found');
    const { version, recordedAt, after } = frame;
    return { version, recordedAt, ticket: after };
  }

  @Route(replayRoutes.difference)
  async difference(
    @ReadBy() reader: ReadContext,
    @Param('id') id: string,
    @Query() { from, to }: ReadDifference,
  ) {
    const frames = await this.#frames(reader, id);
    const [earlier, later] = [frameAt(frames, from), frameAt(frames, to)];
    if (!later) throw problem('not-found');
    const changed = changesBetween(earlier?.after ?? null, later.after);
    return { from: earlier?.version ?? 0, to: later.version, changed };
  }

  async #frames(reader: ReadContext, id: string) {
    const frames = await this.replays.frames(reader.principal, id);
    const { after } = frames.at(-1)!;
    if (after) await this.accessLog.record(reader, after.requester.id, 'history');
    return frames;
  }
}
