import { idOf, type Moment, type Of, type RecordedEvent, type View } from '#eventing';

import type { LevelPolicy, LevelPolicyEvent, Scope } from './level-policy.events.js';

/** A version of a policy. */
export interface LevelPolicyRow {
  readonly id: string;
  readonly version: number;
  readonly from: Moment;
  readonly status: 'in-force' | 'retired';
  readonly policy: LevelPolicy;
}

type Versioned = Of<LevelPolicyEvent, 'ServiceLevelPolicyCreated' | 'ServiceLevelPolicyPublished'>;

const rowOf = ({ stream, data }: RecordedEvent<Versioned>): LevelPolicyRow => ({
  id: idOf(stream),
  status: 'in-force',
  ...data,
});

/** The keys of the policies that are for everybody, whatever the service. */
export const GENERAL = 'general';
export const customerKey = (customer: string): string => `customer:${customer}`;
export const serviceKey = (service: string): string => `service:${service}`;

/** By which a ticket finds it: its customers, or else its services. */
const foundBy = ({ customers, services }: Scope): readonly string[] => {
  if (customers) return customers.map(customerKey);
  return services ? services.map(serviceKey) : [GENERAL];
};

/** Each policy as it is now. */
export const levelPoliciesView: View<LevelPolicyEvent, LevelPolicyRow> = {
  name: 'service-level-policies',
  version: 1,
  of: 'servicelevelpolicy',
  columns: {
    name: { type: 'text', of: ({ policy }) => policy.name },
    status: { type: 'text', of: ({ status }) => status },
    from: { type: 'text', of: ({ from }) => from },
    foundBy: { type: 'set', of: ({ policy }) => foundBy(policy.appliesTo) },
  },
  indexes: [['name'], ['from']],
  when: {
    ServiceLevelPolicyCreated: (_, event) => rowOf(event),
    ServiceLevelPolicyPublished: (_, event) => rowOf(event),
    ServiceLevelPolicyRetired: (row) => row && { ...row, status: 'retired' },
  },
};

const keyOf = ({ stream, data }: RecordedEvent<Versioned>) => `${idOf(stream)}/${data.version}`;

/** Every version that a policy ever had, for what another version would have said. */
export const levelPolicyVersionsView: View<LevelPolicyEvent, LevelPolicyRow> = {
  name: 'service-level-policy-versions',
  version: 1,
  of: 'servicelevelpolicy',
  key: { ServiceLevelPolicyCreated: keyOf, ServiceLevelPolicyPublished: keyOf },
  columns: {
    policy: { type: 'text', of: ({ id }) => id },
    version: { type: 'integer', of: ({ version }) => version },
  },
  indexes: [['policy', 'version']],
  when: {
    ServiceLevelPolicyCreated: (_, event) => rowOf(event),
    ServiceLevelPolicyPublished: (_, event) => rowOf(event),
  },
};
