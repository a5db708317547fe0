import { isHarmlessMedia } from '#blobs';
import { Answered, described, Id, roles, type RouteRow, strictObject, Type } from '#platform';

import { AddAttachment, RemoveAttachment } from './attachments.requests.js';
import { answer, concerned, otherTicketId, refused, ticketId } from '../ticket/asking.routes.js';

const MIB = 1024 * 1024;

export const attachmentRoutes = {
  upload: {
    name: 'AddAttachment',
    method: 'POST',
    path: '/v1/tickets/:id/attachments',
    summary:
      'Attach a file: the body is its content, `name` what it is called. Every type is taken that a browser would not run.',
    roles: concerned,
    owner: 'requester',
    ifMatch: 'allowed',
    query: AddAttachment,
    upload: {
      limit: 25 * MIB,
      accepts: isHarmlessMedia,
      example: { media: 'text/plain', value: '09:58 connected\n10:00 connection lost\n' },
    },
    answer: {
      status: 201,
      schema: strictObject({
        ...Answered.properties,
        attachment: described(Id, 'The file’s id, by which it is read.'),
      }),
      example: { id: ticketId, version: 5, attachment: otherTicketId },
      summary: 'Kept; Location tells where it can be read.',
    },
    problems: [...refused('closed', 'staff-only'), 'http.upload-type', 'http.upload-empty'],
  },
  download: {
    name: 'readAttachment',
    method: 'GET',
    path: '/v1/tickets/:id/attachments/:attachment',
    summary: 'The content of a file.',
    roles,
    owner: 'requester',
    answer: {
      media: 'application/octet-stream',
      schema: Type.String(),
      example: '09:58 connected\n10:00 connection lost\n',
    },
    problems: ['ticket.not-found'],
  },
  remove: {
    name: 'RemoveAttachment',
    method: 'DELETE',
    path: '/v1/tickets/:id/attachments/:attachment',
    summary:
      'Remove a file: nobody can read it any more, and its bytes go unless another ticket has the same. Staff; a customer their own.',
    roles: concerned,
    owner: 'requester',
    ifMatch: 'allowed',
    query: RemoveAttachment,
    answer,
    problems: refused('not-your-file', 'held'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
