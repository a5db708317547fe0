import { lookUp, type Moment } from '#eventing';

import { alikeIn } from '../near-miss/alike.rules.js';
import type { Lapse, RecordEvent, Settlement } from './record.events.js';
import type { RecordSettings } from './record.settings.js';
import { type CustomerRecord, fieldOf, inForceOf, saidBy } from './record.state.js';
import { isEqual } from './value.events.js';

/** One field before and after a claim on it. */
export interface Turn {
  readonly before: CustomerRecord;
  readonly after: CustomerRecord;
  readonly field: string;
  readonly at: Moment;
  readonly settings: RecordSettings;
  readonly newId: () => string;
}

const settledBecause = (turn: Turn, system: string): Settlement | undefined => {
  const { before, after, field, at, settings } = turn;
  if (lookUp(after.imported, system)?.unread.split(',').includes(field)) return undefined;
  const theirs = saidBy(after, field, system);
  if (!theirs) return 'source-withdrew';
  const current = inForceOf(after, field, at);
  if (current && !alikeIn(settings)(field, current.value, theirs.value)) return undefined;
  const isNews = saidBy(before, field, system)?.claim !== theirs.claim;
  return isNews ? 'source-learned' : 'record-changed';
};

/** Discrepancies end by themselves when both sides say the same. */
const settle = (turn: Turn): RecordEvent[] =>
  Object.entries(fieldOf(turn.after, turn.field).discrepancies).flatMap(
    ([system, discrepancy]): RecordEvent[] => {
      const because = settledBecause(turn, system);
      if (!because) return [];
      const { field } = turn;
      return [{ type: 'DiscrepancySettled', data: { discrepancy, field, system, because } }];
    },
  );

/**
 * Who has a wrong value: systems that still say something else, and recipients that were given it.
 */
const misinformed = ({ after, field, at, settings }: Turn): readonly string[] => {
  const current = inForceOf(after, field, at);
  const systems = Object.keys(after.imported);
  const others = settings.recipients
    .filter(({ fields = [field] }) => fields.includes(field))
    .map(({ system }) => system);
  return [...new Set([...systems, ...others])].filter((system) => {
    const theirs = saidBy(after, field, system);
    const told = theirs ? !isEqual(theirs.value, current!.value) : others.includes(system);
    return told;
  });
};

const hasChanged = ({ before, after, field, at }: Turn): boolean => {
  const [was, is] = [inForceOf(before, field, at), inForceOf(after, field, at)];
  return was !== undefined && is !== undefined && !isEqual(was.value, is.value);
};

/** Every recipient of the wrong value gets a notice; an older notice is obsolete then. */
const notify = (turn: Turn): RecordEvent[] => {
  if (!hasChanged(turn)) return [];
  const { after, field, at, newId } = turn;
  const { claim, value: is } = inForceOf(after, field, at)!;
  return misinformed(turn).flatMap((recipient): RecordEvent[] => {
    const notice = newId();
    const due = { notice, field, recipient, claim, is };
    return [...lapse(turn, recipient, 'overtaken'), { type: 'RectificationNoticeDue', data: due }];
  });
};

const lapse = ({ after, field }: Turn, recipient: string, because: Lapse): RecordEvent[] => {
  const notice = lookUp(fieldOf(after, field).notices, recipient)?.notice;
  if (notice === undefined) return [];
  return [{ type: 'RectificationNoticeLapsed', data: { notice, field, recipient, because } }];
};

/** Notices to systems that have the correct value by now. */
const learned = (turn: Turn): RecordEvent[] => {
  const { after, field, at } = turn;
  const current = inForceOf(after, field, at);
  return Object.keys(fieldOf(after, field).notices).flatMap((recipient) => {
    const theirs = saidBy(after, field, recipient);
    const isRight = theirs && current && isEqual(theirs.value, current.value);
    return isRight ? lapse(turn, recipient, 'learned') : [];
  });
};

/** What follows when a person has made a claim: notices to recipients of another value. */
export const afterWord = (turn: Turn): RecordEvent[] => [
  ...settle(turn),
  ...learned(turn),
  ...notify(turn),
];

/** What follows when a system has made a claim: it may have learned, or still disagree. */
export const afterImport = (turn: Turn, system: string): RecordEvent[] => [
  ...settle(turn),
  ...learned(turn),
  ...disagree(turn, system),
];

/** Opened once, not every night; a system that disagrees with a system is only later or earlier. */
const disagree = ({ after, field, at, settings, newId }: Turn, system: string): RecordEvent[] => {
  const current = inForceOf(after, field, at);
  const theirs = saidBy(after, field, system);
  if (!current || !theirs || current.source.startsWith('import:')) return [];
  if (lookUp(fieldOf(after, field).discrepancies, system) !== undefined) return [];
  if (alikeIn(settings)(field, current.value, theirs.value)) return [];
  const [contest, discrepancy] = [newId(), newId()];
  const { claim } = current;
  return [
    { type: 'ClaimContested', data: { contest, claim, field, by: `import:${system}` } },
    {
      type: 'DiscrepancyOpened',
      data: { discrepancy, field, system, claim, theirs: theirs.claim },
    },
  ];
};
