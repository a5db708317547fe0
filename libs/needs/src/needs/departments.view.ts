import type { View } from '#eventing';

import type { NeedEvent } from '../need/need.events.js';
import { type Sums, sumsWith } from './needs.view.js';

/** What a department does by workarounds, of all kinds that five people or more have disclosed. */
export interface DepartmentRow extends Sums {
  readonly department: string;
}

export const departmentsView: View<NeedEvent, DepartmentRow> = {
  name: 'departments-by-need',
  version: 1,
  of: 'need',
  key: { NeedCounted: ({ data }) => data.department },
  columns: {
    department: { type: 'text', of: ({ department }) => department },
    people: { type: 'integer', of: ({ people }) => people },
    users: { type: 'integer', of: ({ users }) => users },
  },
  indexes: [['department'], ['people'], ['users']],
  when: {
    NeedCounted: (row, { data }) => ({ department: data.department, ...sumsWith(row, data) }),
  },
};
