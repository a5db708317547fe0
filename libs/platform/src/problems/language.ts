import type { Sentence } from '#eventing';

export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

interface Wish {
  readonly tag: string;
  readonly weight: number;
}

const wishOf = (part: string): Wish => {
  const [tag = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { tag, weight: weight ? Number(weight.slice(2)) || 0 : 1 };
};

const spoken = ({ tag }: Wish): Language | undefined =>
  tag === '*' ? 'en' : languages.find((language) => tag.split('-')[0] === language);

/** The language to answer in by RFC 9110, 12.5.4; English if none of ours is accepted. */
export const languageOf = (accepted: string | undefined): Language => {
  if (!accepted) return 'en';
  const wishes = accepted.slice(0, 200).split(',').map(wishOf);
  const best = wishes
    .filter((wish) => wish.weight > 0 && spoken(wish))
    .toSorted((a, b) => b.weight - a.weight)[0];
  return (best && spoken(best)) ?? 'en';
};

export const isSentence = (value: unknown): value is Sentence =>
  typeof value === 'object' && value !== null && 'en' in value && 'ar' in value;
