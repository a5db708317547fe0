import {
  customerOf,
  type Decider,
  evolveBy,
  type CommandContext,
  type MessagesOf,
  personalBy,
  type View,
} from '#eventing';

import type { KeyName } from './data-key.js';
import type { ErasureTarget } from './erasure-target.port.js';
import type { Tombstone } from './vault.port.js';

export type PersonalWordsEvent = MessagesOf<{
  Told: { words: string; topic: string };
  Answered: { words: string };
  PersonalDataErased: {
    basis: string;
    keys: readonly { readonly customer: string; readonly key: string }[];
  };
}>;
export type PersonalWordsCommand = {
  readonly type: 'Tell';
  readonly data: readonly PersonalWordsEvent[];
} & CommandContext;

/** What a customer told; the customer is whose record it is. */
const record: Decider<string, PersonalWordsCommand, PersonalWordsEvent> = {
  name: 'record',
  initial: '',
  evolve: evolveBy({ Told: (s) => s, Answered: (s) => s, PersonalDataErased: (s) => s }),
  decide: (_, { data }) => data,
};

export const recordOf = (
  customer: string,
): Decider<string, PersonalWordsCommand, PersonalWordsEvent> => ({
  ...record,
  personal: personalBy({ Told: ['/words'] }, () => customer),
});

export interface Row {
  readonly words: readonly string[];
}

export const stories: View<PersonalWordsEvent, Row> = {
  name: 'stories',
  version: 1,
  of: 'record',
  columns: {},
  indexes: [],
  search: ({ words }) => words.join(' '),
  when: {
    Told: (row, { data }) => ({ words: [...(row?.words ?? []), data.words] }),
    Answered: (row, { data }) => ({ words: [...(row?.words ?? []), data.words] }),
  },
};

export const topics: View<PersonalWordsEvent, Row> = {
  ...stories,
  name: 'topics',
  key: { Told: ({ data }) => data.topic },
  when: { Told: stories.when.Told! },
};

export const wordsTold = (words: string, topic = 'address'): PersonalWordsEvent => ({
  type: 'Told',
  data: { words, topic },
});
export const answered = (words: string): PersonalWordsEvent => ({
  type: 'Answered',
  data: { words },
});
/** The event that says to destroy these keys. */
export const erased = (...keys: readonly KeyName[]): PersonalWordsEvent => ({
  type: 'PersonalDataErased',
  data: {
    basis: 'GDPR article 17',
    keys: keys.map(({ person, key }) => ({ customer: customerOf(person), key })),
  },
});

/** Notes whom it was asked to forget; fails as it is told. */
export class NotingErasureTarget implements ErasureTarget {
  readonly name = 'notes';
  readonly swept: string[][] = [];
  readonly faults: unknown[] = [];

  async erase(destroyed: readonly Tombstone[]) {
    this.swept.push(destroyed.map(({ person }) => person));
    const fault = this.faults.shift();
    if (fault) throw fault;
    return { position: 7 };
  }
}
