import { idOf, type Moment, type View } from '#eventing';

import type { NeedEvent, WorkaroundKind, YearlyCost } from '../need/need.events.js';

/** A disclosure as its discloser reads it. Nobody else does. */
export interface DisclosureRow {
  readonly id: string;
  readonly need: string;
  readonly discloser: string;
  readonly proof: string;
  readonly department: string;
  readonly kind: WorkaroundKind;
  readonly words: string;
  readonly users: number;
  readonly yearlyCost?: YearlyCost;
  readonly renewsOn?: string;
  /** The day; the moment would help to find out who it was. */
  readonly at: Moment;
}

export const disclosuresView: View<NeedEvent, DisclosureRow> = {
  name: 'disclosures',
  version: 1,
  of: 'need',
  key: {
    WorkaroundDisclosed: ({ data }) => data.disclosure,
    WorkaroundWithdrawn: ({ data }) => data.disclosure,
  },
  columns: { need: { type: 'text', of: ({ need }) => need } },
  indexes: [['need']],
  when: {
    WorkaroundDisclosed: (_, { stream, meta, data }) => {
      const { person: _person, disclosure: id, ...told } = data;
      return { ...told, id, need: idOf(stream), at: meta.at };
    },
    WorkaroundWithdrawn: () => null,
  },
};
