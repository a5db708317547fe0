import {
  commandRoutes,
  described,
  type RouteRow,
  slug,
  strictObject,
  staff,
  Version,
} from '#platform';

import type { NeedCommand } from './need.commands.js';
import { MatchNeed, MeetNeed } from './need.requests.js';

export const needParam = described(slug(100), 'The need: `<department>.<kind>`.');

const answer: RouteRow['answer'] = {
  schema: strictObject({ id: needParam, version: Version }),
  example: { id: 'finance.spreadsheet', version: 7 },
};

export const needCommands = commandRoutes<NeedCommand>()({
  MatchNeed: {
    method: 'PUT',
    path: '/v1/needs/:id/match',
    summary: 'Say which service meets a need. The disclosers read it with their receipts.',
    roles: staff,
    params: { id: needParam },
    body: MatchNeed,
    example: { service: 'reporting', words: 'Reports are made from the ledger each night.' },
    answer,
    problems: ['need.not-found'],
  },
  MeetNeed: {
    method: 'POST',
    path: '/v1/needs/:id/met',
    summary: 'Say that a need is met. The disclosers read it with their receipts.',
    roles: staff,
    params: { id: needParam },
    body: MeetNeed,
    example: { words: 'The report is in the portal since Monday.' },
    answer,
    problems: ['need.not-found', 'need.not-matched', 'need.met'],
  },
});
