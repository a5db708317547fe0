import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ViewProgress } from '#eventing';
import { problem, ReadBy, type ReadContext, Route, sendNdjson } from '#platform';
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
  ) {}

  @Route(replayRoutes.frames)
  async frames(
    @ReadBy() reader: ReadContext,
    @Param('id') id: string,
    @Query() { from = 0, limit = 50 }: ReadReplay,
  ) {
    const frames = await this.#frames(reader, id);
    const next = from + limit;
    const items = frames.slice(from, next);
    return { items, ...(next < frames.length && { next }) };
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
    const { revision, recordedAt, after } = frame;
    return { revision, recordedAt, ticket: after };
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
    return { from: earlier?.revision ?? null, to: later.revision, changed };
  }

  async #frames(reader: ReadContext, id: string) {
    const frames = await this.replays.frames(reader.principal, id);
    const { after } = frames.at(-1)!;
    if (after) await this.accessLog.record(reader, after.requester.id, 'history');
    return frames;
  }
}
