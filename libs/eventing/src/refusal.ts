export type RefusalKind =
  | 'invalid'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'busy';

/** A sentence that a user understands, in each language that we speak. */
export interface Sentence {
  readonly en: string;
  readonly ar: string;
}

/** The domain says no: an expected answer with a stable code. Anything else thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    readonly kind: RefusalKind,
    readonly sentence: Sentence,
    /** What helps to mend it; told to whoever asked, so nothing that they may not see. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence.en);
  }
}

export type Rules = Readonly<Record<string, readonly [kind: RefusalKind, en: string, ar: string]>>;

/** `ensure(holds, rule)` throws the rule's refusal when it does not hold; `rules` documents them. */
export interface Rulebook<R extends Rules> {
  (holds: boolean, rule: keyof R & string, details?: Readonly<Record<string, unknown>>): void;
  readonly topic: string;
  readonly rules: R;
}

export const rulebook = <const R extends Rules>(topic: string, rules: R): Rulebook<R> => {
  const ensure = (holds: boolean, rule: keyof R & string, details?: Record<string, unknown>) => {
    if (holds) return;
    const [kind, en, ar] = rules[rule]!;
    throw new Refusal(`${topic}.${rule}`, kind, { en, ar }, details);
  };
  return Object.assign(ensure, { topic, rules });
};

/** What the log itself refuses, whichever adapter keeps it. */
export const streamRules = rulebook('stream', {
  changed: [
    'stale',
    'Somebody else changed this in the meantime. Read it again, then decide.',
    'غيّر شخص آخر هذا في هذه الأثناء. اقرأه مرة أخرى ثم قرّر.',
  ],
  'id-reused': [
    'conflict',
    'This id was used before, with other content.',
    'استُخدم هذا المعرّف من قبل بمحتوى آخر.',
  ],
  busy: [
    'busy',
    'Too much is waiting to be stored. Nothing was kept of this; try again shortly.',
    'ينتظر الكثير ليُحفظ. لم يُحفظ شيء من هذا الطلب؛ حاول بعد قليل.',
  ],
  'too-large': [
    'invalid',
    'One event may not be larger than 512 KiB.',
    'لا يجوز أن يتجاوز الحدث الواحد 512 كيبيبايت.',
  ],
});
