import { type CommandContext, type Decisions, lookUp } from '#eventing';

import { ensureOpen, matterOf, momentOf } from './asking.rules.js';
import type { ContactCommand } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import type { ContactSettings } from './contact.settings.js';
import type { ContactState } from './contact.state.js';

/** To whom a story is told: the member of staff who writes it down, unless they say otherwise. */
const listenerOf = ({ by }: CommandContext): { readonly heardBy?: string } =>
  by.kind === 'integration' ? {} : { heardBy: by.id };

const MINUTE = 60;

type Chapter = 'JoinSpeaker' | 'TellStory' | 'ReadStory' | 'AskStoryAgain';

/** Who speaks, and what they tell: a story is told once; making the customer repeat it is counted. */
export const telling = (
  settings: ContactSettings,
): Pick<Decisions<ContactState, ContactCommand, ContactEvent>, Chapter> => ({
  JoinSpeaker: (contact, command) => {
    ensureOpen(contact);
    return [{ type: 'SpeakerJoined', data: { ...command.data, at: momentOf(command) } }];
  },

  TellStory: ({ stories }, command) => {
    const data = { ...listenerOf(command), ...command.data, at: momentOf(command) };
    return [{ type: 'StoryTold', data: { ...data, story: stories + 1 } }];
  },

  ReadStory: ({ stories: upTo, read }, { by, at }) =>
    (lookUp(read, by.id) ?? 0) >= upTo
      ? []
      : [{ type: 'StoryRead', data: { by: by.id, upTo, at } }],

  AskStoryAgain: (contact, command) => {
    const usual = { by: command.by.id, seconds: settings.repeatMinutes * MINUTE };
    const data = { ...usual, ...command.data, ...matterOf(contact), at: momentOf(command) };
    return [{ type: 'StoryAskedAgain', data }];
  },
});
