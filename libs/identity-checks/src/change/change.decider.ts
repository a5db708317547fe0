import {
  type CommandsOf,
  decideBy,
  type Decider,
  type Evolution,
  evolveBy,
  isAfter,
  type CommandContext,
  type Moment,
  type Of,
  secondsAfter,
  lookUp,
} from '#eventing';

import { type ChangeEvent, changeUpcasters, type Objector } from './change.events.js';
import { ensure } from './change.rules.js';
import { type ChangeSettings, defaultChanges } from './change.settings.js';

export type ChangeCommand = CommandsOf<{
  /** Sent by the system for a new claim in the record. */
  AnnounceChange: {
    change: string;
    field: string;
    standing: 'in-force' | 'waiting';
    saidAt: Moment;
  };
  /** Sent by the system after the notifications: it names the routes, and the code's digest. */
  MarkOldRouteTold: {
    change: string;
    field: string;
    saidAt: Moment;
    routes?: readonly string[];
    digest?: string;
  };
  /** `proven`: the sender has the code that was sent to the old route. */
  ObjectToChange: { customer: string; change: string; proven?: boolean };
  LetChangeThrough: { change: string };
  /** Sent by the system when the record accepts a claim that had to wait. */
  ConfirmChangeEffect: { change: string };
}>;

/** One change, as far as decisions read it. */
export interface Change {
  readonly field: string;
  readonly standing: 'in-force' | 'waiting' | 'overtaken';
  readonly effectAt?: Moment;
  readonly objectUntil: Moment;
  readonly objected: boolean;
  /** It had to wait, and then took effect. */
  readonly effective?: boolean;
  /** The old routes were notified, if there were any. */
  readonly told?: boolean;
  /** The digest (in hex) of the code that allows its holder to object. */
  readonly digest?: string;
}

export type Changes = Readonly<Record<string, Change>>;
export type ChangeDecider = Decider<Changes, ChangeCommand, ChangeEvent>;

const altered = (changes: Changes, change: string, by: Partial<Change>): Changes => ({
  ...changes,
  [change]: { ...lookUp(changes, change)!, ...by },
});

const rows: Evolution<Changes, ChangeEvent> = {
  ChangeAnnounced: (changes, { change, field, standing, effectAt, objectUntil }) => ({
    ...changes,
    [change]: { field, standing, objectUntil, objected: false, ...(effectAt && { effectAt }) },
  }),
  OldRouteTold: (changes, { change, digest }) =>
    altered(changes, change, { told: true, ...(digest && { digest }) }),
  ChangeObjected: (changes, { change }) => altered(changes, change, { objected: true }),
  ChangeLetThrough: (changes, { change }) => altered(changes, change, { standing: 'in-force' }),
  ChangeTookEffect: (changes, { change }) =>
    altered(changes, change, { standing: 'in-force', effective: true }),
  ChangeOvertaken: (changes, { change }) => altered(changes, change, { standing: 'overtaken' }),
};

const evolve = evolveBy(rows);

/** Fields whose value somebody objected to: they prove nothing, and no codes are sent there. */
export const frozenIn = (changes: Changes): ReadonlySet<string> =>
  new Set(
    Object.values(changes)
      .filter(({ objected, standing }) => objected && standing === 'in-force')
      .map(({ field }) => field),
  );

/** Fields whose change somebody objected to, in force or not. */
export const objectedIn = (changes: Changes): ReadonlySet<string> =>
  new Set(
    Object.values(changes)
      .filter(({ objected, standing }) => objected && standing !== 'overtaken')
      .map(({ field }) => field),
  );

/** Fields that are being changed, or were recently: no code is sent there. */
export const changingIn = (changes: Changes, now: Moment): ReadonlySet<string> =>
  new Set([
    ...frozenIn(changes),
    ...Object.values(changes)
      .filter(({ objectUntil }) => !isAfter(now, objectUntil))
      .map(({ field }) => field),
  ]);

const ensureSystem = ({ by }: CommandContext) => ensure(by.kind === 'system', 'system-only');

const overtaken = (changes: Changes, field: string, by: string): ChangeEvent[] =>
  Object.entries(changes)
    .filter(([, other]) => other.field === field && other.standing !== 'overtaken')
    .map(([change]) => ({ type: 'ChangeOvertaken', data: { change, field, by } }));

type Announce = Of<ChangeCommand, 'AnnounceChange'>;

const announce =
  ({ guards, objection }: ChangeSettings) =>
  (changes: Changes, { at, data }: Announce): readonly ChangeEvent[] => {
    const { change, field, standing, saidAt } = data;
    if (lookUp(changes, change)) return [];
    const waits = standing === 'waiting' ? lookUp(guards, field)?.waits : undefined;
    const effectAt = waits === undefined ? {} : { effectAt: secondsAfter(at, waits) };
    const objectUntil = secondsAfter(at, objection);
    // A change without proof does not replace the current one, which stays open to objection.
    const before = standing === 'in-force' ? overtaken(changes, field, change) : [];
    return [
      ...before,
      {
        type: 'ChangeAnnounced',
        data: { change, field, standing, saidAt, ...effectAt, objectUntil },
      },
    ];
  };

type Objection = Of<ChangeCommand, 'ObjectToChange'>;

const objectorOf = ({ by, data, onBehalfOf }: Objection): Objector | undefined => {
  if (by.kind === 'customer') return by.id === data.customer ? 'customer' : undefined;
  if (data.proven) return 'old-route';
  return by.kind !== 'integration' && onBehalfOf === data.customer ? 'staff' : undefined;
};

const object = (changes: Changes, command: Objection): readonly ChangeEvent[] => {
  const { change } = command.data;
  const found = lookUp(changes, change);
  const by = objectorOf(command);
  ensure(found !== undefined && by !== undefined, 'not-found');
  const { field, objectUntil, objected, standing } = found!;
  if (objected || standing === 'overtaken') return [];
  ensure(!isAfter(command.at, objectUntil), 'too-late', { objectUntil });
  return [{ type: 'ChangeObjected', data: { change, field, by: by! } }];
};

/** The change that the system's command is about; it was announced before. */
const known = (
  changes: Changes,
  command: CommandContext & { readonly data: { readonly change: string } },
): Change => {
  ensureSystem(command);
  const change = lookUp(changes, command.data.change);
  ensure(change !== undefined, 'not-found');
  return change!;
};

type Row<Type extends ChangeCommand['type']> = (
  changes: Changes,
  command: Of<ChangeCommand, Type>,
) => readonly ChangeEvent[];

const markTold: Row<'MarkOldRouteTold'> = (changes, command) => {
  const { change, routes = [], digest } = command.data;
  if (known(changes, command).told) return [];
  return [{ type: 'OldRouteTold', data: { change, routes, ...(digest && { digest }) } }];
};

const letThrough: Row<'LetChangeThrough'> = (changes, command) => {
  const { standing, effectAt, objected, field } = known(changes, command);
  if (standing !== 'waiting' || objected || effectAt === undefined) return [];
  ensure(!isAfter(effectAt, command.at), 'too-early', { effectAt });
  return [{ type: 'ChangeLetThrough', data: { change: command.data.change, field } }];
};

const takeEffect: Row<'ConfirmChangeEffect'> = (changes, command) => {
  const { field, effective } = known(changes, command);
  const { change } = command.data;
  if (effective) return [];
  return [
    ...overtaken(changes, field, change).filter(({ data }) => data.change !== change),
    { type: 'ChangeTookEffect', data: { change, field } },
  ];
};

/** Changes of fields that customers are verified by or reached by; one stream for each customer. */
export const changeDecider = (settings: ChangeSettings = defaultChanges): ChangeDecider => ({
  name: 'change',
  initial: {},
  upcasters: changeUpcasters,
  evolve,
  decide: decideBy<Changes, ChangeCommand, ChangeEvent>({
    AnnounceChange: (changes, command) => {
      ensureSystem(command);
      return announce(settings)(changes, command);
    },
    MarkOldRouteTold: markTold,
    ObjectToChange: object,
    LetChangeThrough: letThrough,
    ConfirmChangeEffect: takeEffect,
  }),
});
