import { keyOf, project, type RecordedEvent, type ScheduledCommand } from '#eventing';
import { recordedAs } from '#eventing/testing';

import { describe, expect, it } from '@jest/globals';
import type { TicketCommand } from '../ticket/ticket.commands.js';
import { inverse, type Relation, relations, type TicketEvent } from '../ticket/ticket.events.js';
import { context, monday, opened, otherTicket, thirdTicket } from '../ticket/ticket.fixture.js';
import { linkPolicy } from './link.policy.js';

const after = (task: ScheduledCommand<TicketCommand> | undefined, event: RecordedEvent) =>
  project<TicketEvent, ScheduledCommand<TicketCommand>>(linkPolicy, task, event);

const linkedAt = (from: string, data: Extract<TicketEvent, { type: 'TicketsLinked' }>['data']) =>
  recordedAs<TicketEvent>(`ticket-acme-${from}`, context, [
    opened,
    { type: 'TicketsLinked', data },
  ])[1]!;

describe('a link made at one ticket', () => {
  it('asks for its other end', () =>
    expect(
      after(
        undefined,
        linkedAt(thirdTicket, {
          ticket: otherTicket,
          relation: 'duplicate-of',
          people: ['salma'],
        }),
      ),
    ).toMatchObject({
      due: monday,
      tenant: 'acme',
      id: otherTicket,
      command: {
        type: 'AnswerLink',
        data: { ticket: thirdTicket, relation: 'duplicated-by', people: ['salma'] },
      },
    }));

  it.each(relations)('asks for nothing any more once the other end is there: %s', (relation) => {
    const made = linkedAt(thirdTicket, { ticket: otherTicket, relation });
    const answer = { ticket: thirdTicket, relation: inverse[relation] satisfies Relation };
    const answered = linkedAt(otherTicket, { ...answer, answers: true });
    expect(keyOf(linkPolicy, answered)).toBe(keyOf(linkPolicy, made));
    expect(after(after(undefined, made)!, answered)).toBeNull();
  });

  it('is not confused with the same link made at the other ticket', () => {
    const here = linkedAt(thirdTicket, { ticket: otherTicket, relation: 'related-to' });
    const there = linkedAt(otherTicket, { ticket: thirdTicket, relation: 'related-to' });
    expect(keyOf(linkPolicy, here)).not.toBe(keyOf(linkPolicy, there));
  });
});
