import { describe, expect, it } from '@jest/globals';
import { logOf, opened } from '../views/conformance/matters.fixture.js';
import { schedule } from './schedule.js';

const [event] = logOf([opened('a')]);
const command = { type: 'CloseMatter', data: { matter: 'a' } };

describe('scheduling a command', () => {
  it('asks the aggregate that the event happened to, at once', () => {
    expect(schedule(event!, { command })).toEqual({
      due: event!.meta.at,
      tenant: 'acme',
      id: 'a',
      commandId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7000-8[\da-f]{3}-[\da-f]{12}$/),
      command,
      causation: event!.id,
      correlation: event!.meta.correlation,
    });
  });

  it('asks another aggregate at a later moment, if it is told so', () => {
    const due = '2026-03-05T09:00:00.000Z';
    expect(schedule(event!, { command, due, id: 'b' })).toMatchObject({ due, id: 'b' });
  });

  it('makes the same id each time, and another one for another index', () => {
    const ids = [0, 0, 1].map((index) => schedule(event!, { command, index }).commandId);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});
