import {
  happenedAt,
  idOf,
  type Message,
  type Moment,
  type RecordedEvent,
  type View,
} from '#eventing';

import type {
  AttemptOutcome,
  PromiseChannel,
  Promised,
  PromiseEvent,
  PromiseKind,
  PromiseMatter,
  PromiseWindow,
  ReleaseReason,
} from '../promise/promise.events.js';

interface AttemptRow {
  readonly outcome: AttemptOutcome;
  readonly words?: string;
  readonly by: string;
  readonly at: Moment;
}

interface MoveRow {
  readonly by: 'customer' | 'staff';
  readonly was: PromiseWindow;
  readonly why?: string;
  readonly at: Moment;
}

interface MissRow {
  /** When the window ended. */
  readonly due: Moment;
  /** When that was noticed: later when the process was down. */
  readonly noticed: Moment;
  /** The manager who was told. */
  readonly told?: string;
}

/** One promise as lists and its own page need it. */
export interface PromiseRow {
  readonly id: string;
  readonly kind: PromiseKind;
  readonly to: string;
  readonly topic: string;
  readonly about: PromiseMatter;
  readonly window: PromiseWindow;
  readonly channel: PromiseChannel;
  readonly accountable: string;
  readonly queue: string | null;
  readonly team: string | null;
  readonly cause?: string;
  readonly status: 'due' | 'missed' | 'kept' | 'released';
  readonly promisedAt: Moment;
  /** Who made it; a policy of the system has the name of the policy. */
  readonly promisedBy: string;
  readonly attempts: readonly AttemptRow[];
  readonly moves: readonly MoveRow[];
  readonly misses: readonly MissRow[];
  readonly keptAt?: Moment;
  readonly outcome?: string;
  readonly works?: boolean;
  readonly releasedAt?: Moment;
  readonly releasedBecause?: ReleaseReason;
  readonly words?: string;
  readonly version: number;
}

const promised =
  (kind: PromiseKind) =>
  (_: PromiseRow | undefined, event: RecordedEvent<Message<string, Promised>>): PromiseRow => ({
    ...event.data,
    id: idOf(event.stream),
    kind,
    queue: event.data.queue ?? null,
    team: event.data.team ?? null,
    status: 'due',
    promisedAt: happenedAt(event),
    promisedBy: event.meta.actor.id,
    attempts: [],
    moves: [],
    misses: [],
    version: event.revision + 1,
  });

const change =
  <E extends RecordedEvent<Message>>(of: (row: PromiseRow, event: E) => Partial<PromiseRow>) =>
  (row: PromiseRow | undefined, event: E): PromiseRow | undefined =>
    row && { ...row, ...of(row, event), version: event.revision + 1 };

/** A promise counts once: as missed from its first miss on, otherwise as kept. */
const verdictOf = ({ status, misses }: PromiseRow): 'kept' | 'missed' | null => {
  if (misses.length > 0) return 'missed';
  return status === 'kept' ? 'kept' : null;
};

const judgedAt = ({ misses, keptAt }: PromiseRow): Moment | null =>
  misses[0]?.due ?? keptAt ?? null;

/** Promises as they are now. `verdict` and `judgedAt` are what the kept-rate counts. */
export const promisesView: View<PromiseEvent, PromiseRow> = {
  name: 'promises',
  version: 1,
  of: 'promise',
  columns: {
    status: { type: 'text', of: ({ status }) => status },
    kind: { type: 'text', of: ({ kind }) => kind },
    channel: { type: 'text', of: ({ channel }) => channel },
    to: { type: 'text', of: ({ to }) => to },
    accountable: { type: 'text', of: ({ accountable }) => accountable },
    queue: { type: 'text', of: ({ queue }) => queue },
    team: { type: 'text', of: ({ team }) => team },
    ticket: { type: 'text', of: ({ about }) => about.ticket ?? null },
    contact: { type: 'text', of: ({ about }) => about.contact ?? null },
    escalation: { type: 'text', of: ({ about }) => about.escalation ?? null },
    from: { type: 'text', of: ({ window }) => window.from },
    due: { type: 'text', of: ({ window }) => window.to },
    promisedAt: { type: 'text', of: ({ promisedAt }) => promisedAt },
    active: {
      type: 'integer',
      of: ({ status }) => (status === 'due' || status === 'missed' ? 1 : 0),
    },
    verdict: { type: 'text', of: verdictOf },
    judgedAt: { type: 'text', of: judgedAt },
  },
  indexes: [
    ['due'],
    ['promisedAt'],
    ['status', 'due'],
    ['to', 'due'],
    ['to', 'active'],
    ['accountable', 'active', 'due'],
    ['team', 'status', 'due'],
    ['queue', 'status', 'due'],
    ['ticket', 'due'],
    ['verdict', 'judgedAt'],
  ],
  when: {
    CallbackPromised: promised('callback'),
    CheckInPromised: promised('check-in'),
    PromiseMoved: change(({ moves }, event) => {
      const { window, ...move } = event.data;
      return { window, status: 'due', moves: [...moves, { ...move, at: happenedAt(event) }] };
    }),
    PromiseReassigned: change((_, { data: { accountable } }) => ({ accountable })),
    PromiseAttempted: change(({ attempts }, event) => {
      const attempt = { ...event.data, by: event.meta.actor.id, at: happenedAt(event) };
      return { attempts: [...attempts, attempt] };
    }),
    PromiseKept: change((_, event) => {
      const { late: _late, ...how } = event.data;
      return { ...how, status: 'kept', keptAt: event.meta.at };
    }),
    PromiseMissed: change(({ misses }, { data }) => ({
      status: 'missed',
      misses: [...misses, data],
    })),
    ManagerTold: change(({ misses }, { data: { manager: told, due } }) => ({
      misses: misses.map((miss) => (miss.due === due ? { ...miss, told } : miss)),
    })),
    PromiseReleased: change((_, event) => ({
      status: 'released',
      releasedAt: event.meta.at,
      releasedBecause: event.data.because,
      ...(event.data.words !== undefined && { words: event.data.words }),
    })),
  },
};
