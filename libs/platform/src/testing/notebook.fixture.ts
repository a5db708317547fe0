import { Controller, Module, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  decideBy,
  evolveBy,
  ViewProgress,
  rulebook,
  ViewReader,
  type Decider,
  type MessagesOf,
  type View,
} from '#eventing';

import {
  aggregate,
  type Context,
  nothingPersonal,
  Route,
  rowsOf,
  CurrentPrincipal,
  commandController,
  etagOf,
  EventStream,
  ListQueries,
  sendNdjson,
  type Principal,
} from '../index.js';

import { type NoteCommand, noteReads, noteRoutes } from './notebook-routes.fixture.js';

/** The smallest context that uses everything the platform offers: a notebook of one-line notes. */
export type NoteEvent = MessagesOf<{
  NoteWritten: { text: string; tags: readonly string[] };
  NoteAmended: { text: string };
  NoteTorn: Record<string, never>;
}>;

interface Note {
  readonly exists: boolean;
}

export const noteRules = rulebook('note', {
  'not-found': ['missing', 'There is no such note.', 'لا توجد ملاحظة كهذه.'],
  torn: ['conflict', 'This note was torn.', 'مُزّقت هذه الملاحظة.'],
});

const noteDecider: Decider<Note, NoteCommand, NoteEvent> = {
  name: 'note',
  initial: { exists: false },
  creates: ['WriteNote'],
  evolve: evolveBy<Note, NoteEvent>({
    NoteWritten: () => ({ exists: true }),
    NoteAmended: (note) => note,
    NoteTorn: () => ({ exists: false }),
  }),
  decide: decideBy<Note, NoteCommand, NoteEvent>({
    WriteNote: (_, { data: { text: written, tags = [] } }) => [
      { type: 'NoteWritten', data: { text: written, tags } },
    ],
    AmendNote: ({ exists }, { data }) => {
      noteRules(exists, 'not-found');
      return [{ type: 'NoteAmended', data }];
    },
    TearNote: ({ exists }) => {
      noteRules(exists, 'torn');
      return [{ type: 'NoteTorn', data: {} }];
    },
    BreakNote: () => {
      throw new Error('the ink of Casey ran out');
    },
  }),
};

export interface NoteRow {
  readonly id: string;
  readonly text: string;
  readonly version: number;
  readonly tags: readonly string[];
}

export const noteView: View<NoteEvent, NoteRow> = {
  name: 'notes',
  version: 1,
  of: 'note',
  columns: {
    text: { type: 'text', of: ({ text: written }) => written },
    tag: { type: 'set', of: ({ tags }) => tags },
  },
  indexes: [['text']],
  search: ({ text: written }) => written,
  when: {
    NoteWritten: (_, { stream, data }) => ({
      id: stream.slice(10),
      text: data.text,
      version: 1,
      tags: data.tags,
    }),
    NoteAmended: (row, { data, revision }) =>
      row && { ...row, text: data.text, version: revision + 1 },
    NoteTorn: () => null,
  },
};

@Controller()
class NoteReads {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly eventStream: EventStream,
    private readonly progress: ViewProgress,
  ) {}

  @Route(noteReads.live)
  follow(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.eventStream.open(request, reply, ({ type, data }) =>
      type === 'NoteWritten'
        ? { event: 'note', data: { text: (data as { text: string }).text } }
        : undefined,
    );
  }

  @Route(noteReads.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: noteView, show: (row) => row });
  }

  @Route(noteReads.export)
  export(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const notes = this.lists.all(request, { view: noteView, show: (row: NoteRow) => row });
    sendNdjson(reply, notes, this.progress.position);
  }

  @Route(noteReads.one)
  async one(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NoteRow | undefined> {
    const row = await this.views.get(noteView, tenant, id);
    noteRules(row !== undefined, 'not-found');
    reply.header('etag', etagOf(row!.version));
    return row;
  }
}

@Module({})
class NotebookModule {}

/** A context with one aggregate, for specs of the platform. */
export const notebook: Context = {
  name: 'notebook',
  aggregates: [
    aggregate(noteDecider, { NoteWritten: 'anyone', NoteAmended: 'anyone', NoteTorn: 'staff' }),
  ],
  rulebooks: [noteRules],
  views: [noteView],
  policies: [],
  handlers: {},
  routes: rowsOf(noteRoutes, noteReads),
  module: {
    module: NotebookModule,
    controllers: [commandController(noteDecider, noteRoutes), NoteReads],
  },
  personal: nothingPersonal,
  sinks: () => [],
};
