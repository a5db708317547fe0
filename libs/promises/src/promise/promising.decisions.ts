import { daysAfter, type Decisions, isAfter, isTimeZone, type Moment } from '#eventing';

import { speakerOf } from './asking.rules.js';
import type { PromiseCommand } from './promise.commands.js';
import type { PromiseEvent, PromiseWindow } from './promise.events.js';
import { ensure } from './promise.rules.js';
import type { PromiseState } from './promise.state.js';

const LONGEST_DAYS = 7;
const FURTHEST_DAYS = 400;
export const MOST = 100;

const ensureWindow = ({ from, to, timeZone }: PromiseWindow, at: Moment) => {
  ensure(isTimeZone(timeZone), 'unknown-time-zone', { timeZone });
  ensure(isAfter(to, from), 'window-reversed');
  ensure(isAfter(to, at), 'window-past');
  ensure(!isAfter(to, daysAfter(from, LONGEST_DAYS)), 'window-too-long');
  ensure(!isAfter(from, daysAfter(at, FURTHEST_DAYS)), 'window-too-far');
};

/** A policy may have asked while the process was down: then it is missed at once, not refused. */
const ensureNewWindow = (window: PromiseWindow, { by, at }: PromiseCommand) => {
  if (by.kind !== 'system') return ensureWindow(window, at);
  ensure(isTimeZone(window.timeZone), 'unknown-time-zone', { timeZone: window.timeZone });
  return ensure(isAfter(window.to, window.from), 'window-reversed');
};

const isSame = (a: PromiseWindow, b: PromiseWindow) =>
  a.from === b.from && a.to === b.to && a.timeZone === b.timeZone;

/** The customer needs no reason and no time; we need both. */
const ensureMovable = (
  { to, status, window }: PromiseState,
  command: PromiseCommand,
  why?: string,
) => {
  if (speakerOf(command) === to) return;
  ensure(why !== undefined, 'reason-needed');
  ensure(status === 'due' && isAfter(window.to, command.at), 'window-over');
};

export const ensureUnderWay = ({ status }: PromiseState): void =>
  ensure(status === 'due' || status === 'missed', 'over');

type Chapter =
  'PromiseCallback' | 'PromiseCheckIn' | 'RenounceCheckIn' | 'MovePromise' | 'ReassignPromise';

/** Making a promise, and changing when and by whom it will be kept. */
export const promising: Pick<Decisions<PromiseState, PromiseCommand, PromiseEvent>, Chapter> = {
  PromiseCallback: (_, command) => {
    ensureNewWindow(command.data.window, command);
    return [{ type: 'CallbackPromised', data: command.data }];
  },

  PromiseCheckIn: (_, command) => {
    ensureNewWindow(command.data.window, command);
    return [{ type: 'CheckInPromised', data: command.data }];
  },

  RenounceCheckIn: (_, { data }) => [{ type: 'CheckInRenounced', data }],

  MovePromise: (promise, command) => {
    const { why } = command.data;
    const window = { timeZone: promise.window.timeZone, ...command.data.window };
    ensureUnderWay(promise);
    ensureMovable(promise, command, why);
    if (isSame(window, promise.window)) return [];
    ensureWindow(window, command.at);
    ensure(promise.moves < MOST, 'too-many');
    const by = speakerOf(command) === promise.to ? 'customer' : 'staff';
    const reason = why === undefined ? {} : { why };
    return [{ type: 'PromiseMoved', data: { by, window, was: promise.window, ...reason } }];
  },

  ReassignPromise: (promise, { data: { accountable } }) => {
    ensureUnderWay(promise);
    const from = promise.accountable;
    return accountable === from ? [] : [{ type: 'PromiseReassigned', data: { accountable, from } }];
  },
};
