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

/** A sentence that a user understands, in each language of the product. */
export interface Sentence {
  readonly en: string;
  readonly ar: string;
}

/** The domain refuses: an expected result with a stable code. Any other error is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    readonly kind: RefusalKind,
    readonly sentence: Sentence,
    /**
     * Helps the caller to correct the request. The caller sees it, so it holds nothing they may not
     * see.
     */
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

/** What the log refuses, whichever adapter stores it. */
export const streamRules = rulebook('stream', {
  changed: [
    'stale',
    'This was changed in the meantime. Read it again, then decide.',
    'غيّر شخص آخر هذا في هذه الأثناء. اقرأه مرة أخرى ثم قرّر.',
  ],
  'id-reused': [
    'conflict',
    'This id was already used with different content.',
    'استُخدم هذا المعرّف من قبل بمحتوى آخر.',
  ],
  busy: [
    'busy',
    'Too many writes are waiting. Nothing was stored; try again shortly.',
    'ينتظر الكثير ليُحفظ. لم يُحفظ شيء من هذا الطلب؛ حاول بعد قليل.',
  ],
  'too-large': [
    'invalid',
    'An event may not be larger than 512 KiB.',
    'لا يجوز أن يتجاوز الحدث الواحد 512 كيبيبايت.',
  ],
});

/** What a log that keeps personal values refuses for the sake of a person who was forgotten. */
export const personRules = rulebook('person', {
  erased: [
    'conflict',
    'This person was forgotten, as the law allows. Nothing is kept about them, unless they come back themselves.',
    'مُحيت بيانات هذا الشخص وفق القانون. لا يُحفظ عنه شيء ما لم يعد بنفسه.',
  ],
  reserved: [
    'invalid',
    'This text is reserved: it marks what was erased.',
    'هذا النص محجوز: فهو يدل على ما مُحي.',
  ],
});
