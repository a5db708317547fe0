import { type Decisions, lookUp } from '#eventing';

import { matterOf, momentOf } from './asking.rules.js';
import type { ContactCommand } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import { ensure } from './contact.rules.js';
import type { ContactState, DeviationState } from './contact.state.js';

const deviationOf = ({ deviations }: ContactState, deviation: string): DeviationState => {
  const found = lookUp(deviations, deviation);
  ensure(found !== undefined, 'deviation-not-found');
  return found!;
};

const judges = ['manager', 'administrator'];

type Chapter = 'LeaveScript' | 'AssessDeviation' | 'EndorseDeviation' | 'RefuseService';

/** Leaving a script is always possible, and always on record; a refusal needs a rule. */
export const deviating: Pick<Decisions<ContactState, ContactCommand, ContactEvent>, Chapter> = {
  LeaveScript: (contact, command) => {
    const data = { ...command.data, by: command.by.id, ...matterOf(contact) };
    return [{ type: 'ScriptLeft', data: { ...data, at: momentOf(command) } }];
  },

  AssessDeviation: (contact, { data }) => {
    deviationOf(contact, data.deviation);
    return [{ type: 'ScriptDeviationAssessed', data }];
  },

  EndorseDeviation: (contact, { by, data }) => {
    const { by: who, endorsed } = deviationOf(contact, data.deviation);
    ensure(judges.includes(by.kind) && by.id !== who, 'manager-only');
    return endorsed === data.endorsed ? [] : [{ type: 'ScriptDeviationEndorsed', data }];
  },

  RefuseService: (contact, command) => {
    const { corrections, ...refusal } = command.data;
    ensure(corrections.length === 0, 'correction-open', { corrections });
    const data = { ...refusal, by: command.by.id, ...matterOf(contact) };
    return [{ type: 'ServiceRefused', data: { ...data, at: momentOf(command) } }];
  },
};
