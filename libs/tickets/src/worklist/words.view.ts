import { happenedAt, type Moment, type Of, type RecordedEvent } from '#eventing';

import type { PainPoint, TicketEvent } from '../ticket/ticket.events.js';

/** The last thing that the customer and staff said to each other. */
export interface LastWordRow {
  readonly type: TicketEvent['type'];
  readonly by: { readonly kind: string; readonly id: string };
  readonly onBehalfOf?: string;
  readonly at: Moment;
  readonly text: string;
}

interface Said {
  readonly painPoint?: PainPoint;
  readonly lastWord?: LastWordRow;
}

type Speaking = Of<
  TicketEvent,
  'CustomerReplied' | 'AgentReplied' | 'ResolutionProposed' | 'ResolutionRejected'
>;

/** What was said, if anything was. */
export const spoken = (
  event: RecordedEvent<Speaking>,
  text: string | undefined,
): Pick<Said, 'lastWord'> => {
  if (text === undefined) return {};
  const { type, meta } = event;
  const { actor: by, onBehalfOf } = meta;
  const whose = onBehalfOf === undefined ? {} : { onBehalfOf };
  return { lastWord: { type, by, ...whose, at: happenedAt(event), text } };
};

export const tell = (
  _: Said,
  { data }: RecordedEvent<Of<TicketEvent, 'PainPointTold'>>,
): Pick<Said, 'painPoint'> => ({ painPoint: data });
