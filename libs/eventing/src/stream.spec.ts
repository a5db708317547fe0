import { describe, expect, it } from '@jest/globals';
import { leafHash } from './log/canonical.js';
import { idAt } from './log/conformance/notes.fixture.js';
import { aggregateOf, derivedCommandId, eventIdOf, idOf, personOf, streamOf } from './stream.js';

const UUIDV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const command = idAt(0xabcdef);

describe('the name of a stream', () => {
  it('is the aggregate, the tenant and the id, and gives each of them back', () => {
    const stream = streamOf('ticket', 'acme', command);

    expect(stream).toBe(`ticket-acme-${command}`);
    expect([aggregateOf(stream), idOf(stream)]).toEqual(['ticket', command]);
  });

  it('names a customer together with the tenant', () => {
    expect(personOf('acme', 'ana')).toBe('acme/ana');
  });
});

describe('the ids of the events of a command', () => {
  it('are UUIDv7s, the first of them that of the command', () => {
    expect(eventIdOf(command, 0)).toBe(command);
    expect(eventIdOf(command, 4095)).toMatch(UUIDV7);
  });

  it('are the same each time, all different, and rise with the index', () => {
    const ids = Array.from({ length: 4096 }, (_, index) => eventIdOf(command, index));

    expect(ids).toEqual(Array.from({ length: 4096 }, (_, index) => eventIdOf(command, index)));
    expect(new Set(ids).size).toBe(4096);
    expect(ids).toEqual(ids.toSorted());
  });

  it('tell which command they belong to by what follows the index', () => {
    expect(eventIdOf(command, 77).slice(18)).toBe(command.slice(18));
  });
});

describe('the id of a command that an event causes', () => {
  const event = { id: command, leaf: leafHash(Buffer.from('what happened')) };

  it('is a UUIDv7 of the same moment that leaves the index bits zero', () => {
    expect(derivedCommandId(event)).toMatch(UUIDV7);
    expect(derivedCommandId(event).slice(0, 18)).toBe(`${command.slice(0, 14)}7000`);
  });

  it('is the same each time, and another for each index and each event', () => {
    const other = { ...event, leaf: leafHash(Buffer.from('what else happened')) };
    const ids = [
      derivedCommandId(event),
      derivedCommandId(event, 1),
      derivedCommandId(event, 3),
      derivedCommandId(other),
    ];

    expect(derivedCommandId(event)).toBe(ids[0]);
    expect(new Set(ids).size).toBe(4);
  });
});
