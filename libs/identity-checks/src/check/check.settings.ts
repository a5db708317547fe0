import { lookUp } from '#eventing';
import type { Assurance } from '#claims';
import type { ComparedKind } from '#records';

import { type AttemptsSettings, defaultAttempts } from '../attempts/attempts.settings.js';

interface Weighed {
  /** The customer's time in seconds. */
  readonly costs: number;
  /** How strong a proof it is; the strengths of matching factors are added. */
  readonly grants: number;
}

/** One way in which somebody shows who they are. */
export type Factor = Weighed &
  (
    | { readonly by: 'knowledge'; readonly field: string; readonly kind: ComparedKind }
    | { readonly by: 'code' }
    | { readonly by: 'document' }
  );

export interface Challenge {
  /**
   * Factors that are asked for together; the next round follows only if the one before was not
   * enough.
   */
  readonly rounds: readonly (readonly string[])[];
  /** How many factors must match. */
  readonly need: number;
  /** The assurance of what a customer says who has passed. */
  readonly grants: Assurance;
  /** Only staff can do it: they look at a document. */
  readonly staffOnly?: boolean;
}

/** A way to verify, as people see it. */
export interface Way {
  /** What a check is started with. */
  readonly challenge: string;
  readonly en: string;
  readonly ar: string;
}

export interface CheckSettings {
  readonly factors: Readonly<Record<string, Factor>>;
  readonly challenges: Readonly<Record<string, Challenge>>;
  readonly ways: Readonly<Record<string, Way>>;
  /** Seconds within which a check must be answered. */
  readonly open: number;
  /** Seconds for which a passed check counts. */
  readonly believed: number;
  readonly code: {
    readonly digits: number;
    /** Seconds after which a code expires. */
    readonly lives: number;
    /** Fields that a code may be sent to, the preferred one first. */
    readonly routes: readonly string[];
  };
  readonly attempts: AttemptsSettings;
}

const factors: CheckSettings['factors'] = {
  address: { by: 'knowledge', field: 'address', kind: 'address', costs: 20, grants: 1 },
  'date-of-birth': { by: 'knowledge', field: 'date-of-birth', kind: 'date', costs: 10, grants: 1 },
  'customer-number': {
    by: 'knowledge',
    field: 'customer-number',
    kind: 'code',
    costs: 45,
    grants: 1,
  },
  'one-time-code': { by: 'code', costs: 60, grants: 3 },
  document: { by: 'document', costs: 300, grants: 4 },
};

const challenges: CheckSettings['challenges'] = {
  questions: {
    rounds: [['address', 'date-of-birth'], ['customer-number']],
    need: 2,
    grants: 'verified',
  },
  code: {
    rounds: [['one-time-code'], ['one-time-code'], ['one-time-code']],
    need: 1,
    grants: 'verified',
  },
  document: { rounds: [['document']], need: 1, grants: 'verified', staffOnly: true },
};

const ways: CheckSettings['ways'] = {
  questions: {
    challenge: 'questions',
    en: 'Answer some questions about yourself.',
    ar: 'أجب عن بعض الأسئلة عن نفسك.',
  },
  code: {
    challenge: 'code',
    en: 'Have a code sent to a telephone number or e-mail address that we know.',
    ar: 'اطلب إرسال رمز إلى رقم هاتف أو بريد إلكتروني نعرفه.',
  },
  document: {
    challenge: 'document',
    en: 'Show an identity document to one of our staff, in a shop or by video.',
    ar: 'أبرز وثيقة هوية لأحد موظفينا، في الفرع أو عبر الفيديو.',
  },
};

export const defaultChecks: CheckSettings = {
  factors,
  challenges,
  ways,
  open: 1800,
  believed: 1800,
  code: { digits: 8, lives: 600, routes: ['telephone', 'email'] },
  attempts: defaultAttempts,
};

/** All ways but the one by this challenge. */
export const otherWays = ({ ways: all }: CheckSettings, challenge: string): readonly string[] =>
  Object.keys(all).filter((way) => lookUp(all, way)!.challenge !== challenge);

/** Who can start a check: some are for staff only. */
export interface Starter {
  readonly isStaff: boolean;
}

/** Whether somebody can start the check that a way stands for; a way of before may be gone. */
export const isStartable = (settings: CheckSettings, way: string, { isStaff }: Starter) => {
  const name = lookUp(settings.ways, way)?.challenge ?? '';
  const challenge = lookUp(settings.challenges, name);
  return challenge !== undefined && (isStaff || challenge.staffOnly !== true);
};

const customers: Starter = { isStaff: false };

/** The ways that somebody is offered when a challenge was not enough. */
export const waysFor = (
  settings: CheckSettings,
  challenge: string,
  starter: Starter,
): readonly string[] =>
  otherWays(settings, challenge).filter((way) => isStartable(settings, way, starter));

const faultsOf = (settings: CheckSettings, challenge: string): readonly string[] => {
  const { rounds, need } = lookUp(settings.challenges, challenge)!;
  const asked = rounds.flat();
  const unknown = asked.filter((factor) => !lookUp(settings.factors, factor));
  return [
    ...unknown.map((factor) => `asks for ${factor}, which is not a factor`),
    ...(need < 1 ? ['is passed without a match'] : []),
    ...(need > new Set(asked).size ? ['needs more matches than it has factors'] : []),
    ...(waysFor(settings, challenge, customers).length === 0
      ? ['leaves customers no other way to verify']
      : []),
  ];
};

/**
 * The settings, if a check can be passed with them and always offers another way; otherwise throws.
 */
export const soundChecks = (settings: CheckSettings): CheckSettings => {
  const faults = [
    ...Object.keys(settings.challenges).flatMap((challenge) =>
      faultsOf(settings, challenge).map((fault) => `The challenge ${challenge} ${fault}.`),
    ),
    ...Object.keys(settings.ways)
      .filter((way) => !isStartable(settings, way, { isStaff: true }))
      .map((way) => `The way ${way} cannot be started: there is no such challenge.`),
  ];
  if (faults.length > 0) throw new Error(faults.join(' '));
  return settings;
};
