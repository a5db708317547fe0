import {
  decideBy,
  type Decider,
  isAfter,
  type CommandContext,
  type Moment,
  type Of,
  secondsAfter,
  lookUp,
} from '#eventing';
import type { Verdict } from '#records';

import type { CheckCommand } from './check.commands.js';
import type { AskedFactor, CheckEvent } from './check.events.js';
import { ensure } from './check.rules.js';
import {
  type Challenge,
  type CheckSettings,
  defaultChecks,
  otherWays,
  soundChecks,
  waysFor,
} from './check.settings.js';
import { askedNow, type Check, evolve, unstarted } from './check.state.js';

export type CheckDecider = Decider<Check, CheckCommand, CheckEvent>;
type Answer = Of<CheckCommand, 'AnswerCheck'>;
type Start = Of<CheckCommand, 'StartCheck'>;

const isStaff = ({ by }: CommandContext) => by.kind !== 'customer' && by.kind !== 'integration';

const askedOf = ({ factors }: CheckSettings, { rounds }: Challenge) =>
  rounds.map((round) =>
    round.map((factor): AskedFactor => {
      const settings = lookUp(factors, factor)!;
      const { costs, grants } = settings;
      const field = settings.by === 'knowledge' ? settings.field : undefined;
      return { factor, costs, grants, ...(field !== undefined && { field }) };
    }),
  );

const start = (settings: CheckSettings) => (check: Check, command: Start) => {
  const { customer, challenge, changing, code } = command.data;
  ensure(check.outcome === 'unstarted', 'already-started');
  const found = lookUp(settings.challenges, challenge);
  ensure(found !== undefined, 'unknown-challenge', {
    challenges: Object.keys(settings.challenges),
  });
  ensure(!found!.staffOnly || isStaff(command), 'staff-only', {
    ways: waysFor(settings, challenge, { isStaff: false }),
  });
  const started: CheckEvent = {
    type: 'IdentityCheckStarted',
    data: {
      customer,
      challenge,
      rounds: askedOf(settings, found!),
      need: found!.need,
      assurance: found!.grants,
      ways: otherWays(settings, challenge),
      until: secondsAfter(command.at, settings.open),
      ...(changing !== undefined && { changing }),
      ...(code && { code }),
    },
  };
  return [started];
};

const isCode = (factor: string, { code }: Check) =>
  code !== undefined && factor === 'one-time-code';

/** An answer that came too late counts as wrong. */
const inTime = (check: Check, factor: string, at: Moment): boolean =>
  !isAfter(at, check.until!) && !(isCode(factor, check) && isAfter(at, check.code!.until));

const factorsChecked = (check: Check, { at, data }: Answer): CheckEvent[] =>
  askedNow(check).map(({ factor }) => {
    const said: Verdict = lookUp(data.outcomes, factor) ?? 'mismatch';
    const outcome = inTime(check, factor, at) ? said : 'mismatch';
    return {
      type: 'IdentityFactorChecked',
      data: {
        factor,
        outcome,
        round: check.round,
        ...(data.document !== undefined && { document: data.document }),
      },
    };
  });

/** How strong the proof is: the sum of what each matching factor grants. */
export const strengthOf = ({ rounds, matched }: Check): number => {
  const asked = rounds.flat();
  const grants = matched.map((factor) => asked.find((each) => each.factor === factor)!.grants);
  return grants.reduce((sum, one) => sum + one, 0);
};

const verified = (check: Check, until: Moment): CheckEvent => ({
  type: 'IdentityVerified',
  data: {
    customer: check.customer,
    challenge: check.challenge,
    assurance: check.assurance,
    strength: strengthOf(check),
    matched: check.matched,
    near: check.near,
    cost: check.cost,
    until,
  },
});

const notVerified = ({ customer, challenge, ways, cost }: Check): CheckEvent => ({
  type: 'IdentityNotVerified',
  data: { customer, challenge, ways, cost },
});

/** Verified, asked for more, or shown another way: a check never ends in a refusal. */
const conclusion = (check: Check, at: Moment, { believed }: CheckSettings): CheckEvent[] => {
  if (check.matched.length >= check.need) return [verified(check, secondsAfter(at, believed))];
  const over = check.round >= check.rounds.length || isAfter(at, check.until!);
  return over ? [notVerified(check)] : [];
};

const answer = (settings: CheckSettings) => (check: Check, command: Answer) => {
  ensure(check.outcome !== 'unstarted', 'not-found');
  ensure(check.customer === command.data.customer, 'not-found');
  if (check.outcome !== 'open') return [];
  const asked = askedNow(check).map(({ factor }) => factor);
  const known = Object.keys(command.data.outcomes).every((factor) => asked.includes(factor));
  ensure(known, 'not-asked', { asked });
  const checked = factorsChecked(check, command);
  return [...checked, ...conclusion(checked.reduce(evolve, check), command.at, settings)];
};

/** Finds out who somebody is by what they know, what they have, or what they show. */
export const checkDecider = (settings: CheckSettings = defaultChecks): CheckDecider => ({
  name: 'check',
  initial: unstarted,
  creates: ['StartCheck'],
  evolve,
  decide: decideBy<Check, CheckCommand, CheckEvent>({
    StartCheck: start(soundChecks(settings)),
    AnswerCheck: answer(settings),
  }),
});
