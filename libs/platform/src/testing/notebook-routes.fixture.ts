import { IsBoolean } from 'class-validator';
import type { CommandsOf, DataOf } from '#eventing';

import {
  commandRoutes,
  each,
  Filter,
  Id,
  integer,
  IsInteger,
  IsSingleLine,
  IsText,
  Optional,
  type RouteRow,
  Says,
  Several,
  strictObject,
  text,
} from '../index.js';

export type NoteCommand = CommandsOf<{
  WriteNote: { text: string; tags?: readonly string[]; pages?: number; shared?: boolean };
  AmendNote: { text: string };
  TearNote: Record<string, never>;
  BreakNote: Record<string, never>;
}>;

const everybody = ['customer', 'agent', 'manager', 'integration', 'administrator'] as const;
const one = '/v1/notes/:id';

class WriteNote implements DataOf<NoteCommand, 'WriteNote'> {
  @Says('What is noted.') @IsText(1000) readonly text: string;

  @Says('The tag of the note.')
  @Optional()
  @Several(3)
  @IsSingleLine(20, each)
  readonly tags?: readonly string[];

  @Says('How many pages it takes.') @Optional() @IsInteger(1, 9) readonly pages?: number;
  @Says('Whether others see it.') @Optional() @IsBoolean() readonly shared?: boolean;
}

class AmendNote implements DataOf<NoteCommand, 'AmendNote'> {
  @Says('What is noted instead.') @IsText(1000) readonly text: string;
}

class NoteFilters {
  @Says('A tag that it has.') @Filter() @IsSingleLine(20, each) readonly tag?: readonly string[];
  @Says('What is noted.') @Filter() @IsSingleLine(200, each) readonly text?: readonly string[];
}

export const noteRoutes = commandRoutes<NoteCommand>()({
  WriteNote: {
    method: 'POST',
    path: '/v1/notes',
    summary: 'Write a note.',
    roles: everybody,
    creates: true,
    states: ['occurredAt'],
    body: WriteNote,
    example: { text: 'Buy oranges' },
  },
  AmendNote: {
    method: 'PUT',
    path: `${one}/text`,
    summary: 'Change a note.',
    roles: ['agent'],
    ifMatch: 'required',
    body: AmendNote,
    example: { text: 'Buy lemons' },
    problems: ['note.not-found'],
  },
  TearNote: {
    method: 'DELETE',
    path: one,
    summary: 'Delete a note.',
    roles: ['agent'],
    problems: ['note.torn'],
  },
  BreakNote: { method: 'POST', path: `${one}/breakage`, summary: 'Break.', roles: ['agent'] },
});

export const noteReads = {
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
      filters: NoteFilters,
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
    list: { sorts: { text: 'text' }, whole: true },
    answer: { media: 'application/x-ndjson', example: '{"$end":true}\n' },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
