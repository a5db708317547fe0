import type { Message, RecordedEvent } from '../messages.js';
import { encodeAndHash } from './envelope.js';

/**
 * Recorded samples, one a line: what an event of a released schema says, without the form in which
 * it is stored, so that they outlive that form. They are read in today's form, as recorded when they
 * were asked for.
 */
export const recordedSamples = <Event extends Message>(text: string): RecordedEvent<Event>[] =>
  text
    .trim()
    .split('\n')
    .map((line, index) => {
      const sample = JSON.parse(line) as RecordedEvent<Event>;
      const event = { ...sample, recordedAt: sample.meta.at };
      return { ...event, ...encodeAndHash(event), position: index + 1 };
    });
