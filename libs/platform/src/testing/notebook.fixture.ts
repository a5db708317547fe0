import { Controller, Inject, Module, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  decideBy,
  evolveBy,
  ViewProgress,
  rulebook,
  ViewReader,
  type CommandsOf,
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
  boolean,
  Id,
  singleLine,
  listOf,
  ListQueries,
  EventStream,
  strictObject,
  optional,
  sendNdjson,
  integer,
  text,
  type Principal,
  type CommandRoutes,
  type RouteRow,
} from '../index.js';

/** The smallest context that has all that the edge cares for: a notebook of one-line notes. */
export type NoteEvent = MessagesOf<{
  NoteWritten: { text: string; tags: readonly string[] };
  NoteAmended: { text: string };
  NoteTorn: Record<string, never>;
}>;

type NoteCommand = CommandsOf<{
  WriteNote: { text: string; tags?: readonly string[]; pages?: number; shared?: boolean };
  AmendNote: { text: string };
  TearNote: Record<string, never>;
  BreakNote: Record<string, never>;
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

const everybody = ['customer', 'agent', 'manager', 'integration', 'administrator'] as const;
const one = '/v1/notes/:id';

const noteRoutes = {
  WriteNote: {
    method: 'POST',
    path: '/v1/notes',
    summary: 'Write a note.',
    roles: everybody,
    creates: true,
    states: ['occurredAt'],
    body: strictObject({
      text: text(1000),
      tags: optional(listOf(singleLine(20), 3)),
      pages: optional(integer(1, 9)),
      shared: optional(boolean()),
    }),
    example: { text: 'Buy oranges' },
  },
  AmendNote: {
    method: 'PUT',
    path: `${one}/text`,
    summary: 'Change a note.',
    roles: ['agent'],
    ifMatch: 'required',
    body: strictObject({ text: text(1000) }),
    example: { text: 'Buy lemons' },
    problems: ['note.not-found'],
  },
  TearNote: {
    method: 'DELETE',
    path: one,
    summary: 'Tear a note.',
    roles: ['agent'],
    problems: ['note.torn'],
  },
  BreakNote: { method: 'POST', path: `${one}/breakage`, summary: 'Break.', roles: ['agent'] },
} as const satisfies CommandRoutes<NoteCommand>;

const noteReads = {
  one: {
    name: 'readNote',
    method: 'GET',
    path: one,
    summary: 'One note.',
    roles: ['customer', 'agent', 'auditor'],
    answer: { schema: strictObject({ id: Id, text: text(), version: integer(0, 9) }) },
    problems: ['note.not-found'],
  },
  live: {
    name: 'followNotes',
    method: 'GET',
    path: '/v1/notes/live',
    summary: 'Notes as they are written.',
    roles: everybody,
    answer: { media: 'text/event-stream', example: 'id: 1\nevent: ready\ndata: {}\n\n' },
  },
  list: {
    name: 'listNotes',
    method: 'GET',
    path: '/v1/notes',
    summary: 'Notes, a page at a time.',
    roles: everybody,
    list: {
      filters: { tag: { schema: singleLine(20) }, text: { schema: singleLine(200) } },
      sorts: { text: 'text' },
      search: true,
    },
  },
  export: {
    name: 'exportNotes',
    method: 'GET',
    path: '/v1/notes/export',
    summary: 'All notes.',
    roles: everybody,
    list: { filters: {}, sorts: { text: 'text' }, whole: true },
    answer: { media: 'application/x-ndjson', example: '{"$end":true}\n' },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;

@Controller()
class NoteReads {
  constructor(
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(ListQueries) private readonly lists: ListQueries,
    @Inject(EventStream) private readonly eventStream: EventStream,
    @Inject(ViewProgress) private readonly progress: ViewProgress,
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

/** A context of one aggregate, for the specs of what serves every context. */
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
