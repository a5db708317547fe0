import type { CommandsOf } from '#eventing';

import type { LevelPolicy } from './level-policy.events.js';

export type LevelPolicyCommand = CommandsOf<{
  CreateServiceLevelPolicy: LevelPolicy;
  /** The next version, in force from the moment of the command. */
  PublishServiceLevelPolicy: LevelPolicy;
  RetireServiceLevelPolicy: Record<never, never>;
}>;
