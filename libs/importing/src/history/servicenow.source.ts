import type { Awaited, Channel, Grade, Priority } from '#tickets';

import { among, amongOrUnknown, count, moment, oneOf, orUnknown, text } from '../cells.js';
import { slugOf } from '../derived-id.js';
import { gaps, type Incident } from './servicenow.gaps.js';
import type { Ask, Asks, Source, State } from './source.js';

const grades: Record<string, Grade> = {
  '1 - High': 'very-high',
  '2 - Medium': 'medium',
  '3 - Low': 'low',
};

const priorities: Record<string, Priority> = {
  '1 - Critical': 'critical',
  '2 - High': 'high',
  '3 - Moderate': 'medium',
  '4 - Low': 'low',
  '5 - Planning': 'planning',
};

const channels: Record<string, Channel> = {
  Phone: 'phone',
  Email: 'mail',
  'Self service': 'portal',
  Chat: 'chat',
  'Walk-in': 'visit',
};

/** `Caller 2403` becomes `servicenow.caller-2403`: a name that no other system uses. */
const named = (name: string) => `servicenow.${slugOf(name)}`;

const changed =
  (field: keyof Incident, ask: (value: string) => Ask): Asks<Incident> =>
  (entry, before) => {
    const value = entry[field] as string | undefined;
    return value === undefined || value === before?.[field] ? undefined : ask(value);
  };

const note = (words: string): Ask => ({ type: 'AddNote', data: { text: words } });

const awaiting = (what: Awaited): State<Incident> => ({
  enters: ({ state }) => ({
    type: 'PutTicketOnHold',
    data: { awaiting: what, reason: `${state} (ServiceNow)` },
  }),
  leaves: () => ({ type: 'ResumeTicket', data: {} }),
});

const states: Record<string, State<Incident>> = {
  New: {},
  Active: {},
  'Awaiting User Info': awaiting('customer'),
  'Awaiting Problem': awaiting('problem'),
  'Awaiting Vendor': awaiting('vendor'),
  'Awaiting Evidence': awaiting('evidence'),
  Resolved: {
    enters: ({ closeCode }) => ({
      type: 'ProposeResolution',
      data: { text: `Resolved in ServiceNow${closeCode ? `, ${closeCode}` : ''}.` },
    }),
    leaves: ({ state }) =>
      state === 'Closed'
        ? undefined
        : { type: 'ReopenTicket', data: { reason: 'Reopened in ServiceNow.' } },
  },
  Closed: {
    enters: () => ({ type: 'CloseUnanswered', data: {} }),
    leaves: () => ({ type: 'ReopenTicket', data: { reason: 'Reopened in ServiceNow.' } }),
  },
};

const hasMoved = (entry: Incident, before: Incident) =>
  entry.group !== undefined && entry.group !== before.group;

/**
 * What a row does not say has not changed; but after a change of group the ticket has no assignee.
 */
const remembers = (before: Incident, entry: Incident): Incident => {
  const known = Object.entries(entry).filter(([, value]) => value !== undefined);
  const assignee = entry.assignee ?? (hasMoved(entry, before) ? undefined : before.assignee);
  const isSameKind = (entry.category ?? before.category) === before.category;
  const subcategory = entry.subcategory ?? (isSameKind ? before.subcategory : undefined);
  return { ...before, ...Object.fromEntries(known), assignee, subcategory };
};

const classified = ['impact', 'urgency', 'category', 'subcategory', 'item'] as const;

const classification = ({ category, subcategory, item, impact, urgency }: Incident) => ({
  ...(category && { category: [category, subcategory].filter(Boolean).join(' / ') }),
  ...(item && { service: item }),
  impact,
  urgency,
});

const subject = ({ category, subcategory, symptom, ticket }: Incident) =>
  [category, subcategory, symptom].filter(Boolean).join(', ') || ticket;

export const servicenow: Source<Incident> = {
  system: 'servicenow',
  title: 'a log of ServiceNow incidents',

  columns: {
    ticket: ['number', text],
    state: ['incident_state', oneOf(Object.keys(states))],
    openedAt: ['opened_at', moment],
    updatedAt: ['sys_updated_at', moment],
    update: ['sys_mod_count', count],
    impact: ['impact', among(grades)],
    urgency: ['urgency', among(grades)],
    priority: ['priority', among(priorities)],
    caller: ['caller_id', text],
    channel: ['contact_type', orUnknown(amongOrUnknown(channels))],
    category: ['category', orUnknown(text)],
    subcategory: ['subcategory', orUnknown(text)],
    symptom: ['u_symptom', orUnknown(text)],
    item: ['cmdb_ci', orUnknown(text)],
    group: ['assignment_group', orUnknown(text)],
    assignee: ['assigned_to', orUnknown(text)],
    problem: ['problem_id', orUnknown(text)],
    change: ['rfc', orUnknown(text)],
    causedBy: ['caused_by', orUnknown(text)],
    reopened: ['reopen_count', count],
    reassigned: ['reassignment_count', count],
    closeCode: ['closed_code', orUnknown(text)],
    closedAt: ['closed_at', orUnknown(moment)],
  },

  opens: (first) => ({
    type: 'OpenTicket',
    data: {
      kind: 'incident',
      subject: subject(first),
      requester: { id: named(first.caller) },
      channel: first.channel ?? 'import',
      origin: { system: 'servicenow', id: first.ticket },
      classification: classification(first),
      ...(first.group && { queue: named(first.group) }),
    },
  }),

  remembers,

  facts: {
    classified: (entry, before) =>
      before && classified.some((field) => entry[field] !== before[field])
        ? { type: 'ClassifyTicket', data: classification(entry) }
        : undefined,
    queued: (entry, before) =>
      before && hasMoved(entry, before)
        ? { type: 'QueueTicket', data: { queue: named(entry.group!) } }
        : undefined,
    /** A change of queue releases the ticket, so its assignee is sent again. */
    assigned: (entry, before) => {
      const { assignee } = entry;
      const isNew = !before || hasMoved(entry, before) || assignee !== before.assignee;
      return assignee && isNew
        ? { type: 'AssignTicket', data: { assignee: named(assignee) } }
        : undefined;
    },
    problem: changed('problem', (id) => note(`ServiceNow names ${id} as the problem behind this.`)),
    change: changed('change', (id) => note(`ServiceNow names ${id} as the change for this.`)),
    cause: changed('causedBy', (id) => note(`ServiceNow names ${id} as the cause of this.`)),
  },

  states,

  gaps,

  left: {
    active: 'derived from the state',
    made_sla: 'their own SLA result; ours are derived from the moments',
    opened_by: 'staff of the other system; the integration opened it here',
    sys_created_by: 'staff of the other system',
    sys_created_at: 'when it was typed in; opened_at is when it began',
    sys_updated_by: 'staff of the other system; the integration acts here',
    location: 'no counterpart',
    knowledge: 'no counterpart',
    u_priority_confirmation: 'priority is derived here, never confirmed by hand',
    notify: 'no counterpart',
    vendor: 'unknown in every row of the log this was made for',
    resolved_by: 'staff of the other system',
    resolved_at: 'the moment of the row that says Resolved was used',
  },
};
