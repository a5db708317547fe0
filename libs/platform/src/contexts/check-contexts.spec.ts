import { describe, expect, it } from '@jest/globals';

import type { RouteRow } from '../routes/route.js';
import { checkProblems } from './check-contexts.js';

const row: RouteRow = {
  method: 'POST',
  path: '/v1/spaces',
  summary: 'Reserve a space.',
  roles: 'anyone',
  problems: ['space.taken'],
};

describe('a route that names a problem', () => {
  it('starts when a rulebook has it', () =>
    expect(() => checkProblems([row], new Set(['space.taken']))).not.toThrow());

  it('is refused at the start when none has', () =>
    expect(() => checkProblems([row], new Set())).toThrow(
      'POST /v1/spaces names space.taken, which is in no rulebook.',
    ));
});
