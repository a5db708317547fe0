import { personalBy, type PersonalParts } from '#eventing';

import type { ContactEvent } from './contact.events.js';
import type { ContactState } from './contact.state.js';

/**
 * The personal parts of each event. All that is said in a contact is about its customer, also the name
 * under which an agent was known to them.
 */
const parts: PersonalParts<ContactEvent> = {
  SpeakerJoined: ['/name'],
  AgentJoined: ['/toldAs'],
  RecordingAttached: ['/name'],
  StoryTold: ['/words'],
  StoryAskedAgain: ['/words'],
  HandoffOffered: ['/reason'],
  HandoffDeclined: ['/reason'],
  ContactEnded: ['/outcome'],
  ScriptLeft: ['/reason'],
  ScriptDeviationAssessed: ['/outcome'],
  ScriptDeviationEndorsed: ['/words'],
  ServiceRefused: ['/reason'],
  LeavingWished: ['/words'],
  LeavingCarriedOut: ['/outcome'],
  LeavingWithdrawn: ['/words'],
};

export const personal = personalBy<ContactState, ContactEvent>(parts, ({ customer }) => customer);
