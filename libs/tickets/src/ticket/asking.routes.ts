import { Answered, type Role, staff } from '#platform';

/** Who works on tickets. */
export const desk: readonly Role[] = [...staff, 'integration'];

/** Who has something to say on a ticket. */
export const concerned: readonly Role[] = ['customer', ...desk];

const always = ['not-found', 'in-the-future', 'before-opened', 'for-yourself', 'not-their-ticket'];

/** Codes of this context, with what every command on a ticket can be refused by. */
export const refused = (...codes: readonly string[]): readonly string[] =>
  [...always, ...codes, ...(codes.includes('closed') ? ['merged'] : [])].map(
    (code) => `ticket.${code}`,
  );

/** A moment in the past, and whose words they are: both may be stated beside what is asked. */
export const states = ['occurredAt', 'onBehalfOf'] as const;

export const ticketId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
export const otherTicketId = '019ab3c4-6e7f-7fff-9a11-123456789abc';

export const answer = { schema: Answered, example: { id: ticketId, version: 4 } };
