import type { Ask } from '#eventing';
import type { Commands } from '#platform';
import type { Letters } from '../check/letters.controller.js';
import type { ChangeDecider } from '../change/change.decider.js';
import type { RecordDecider } from './record.decider.js';

interface Parts {
  readonly commands: Pick<Commands, 'send'>;
  readonly records: RecordDecider;
  readonly changes: ChangeDecider;
  readonly letters: Letters;
}

/** What the agendas of this context ask for: of a record, of its changes, or of the post. */
export class RecordTasks {
  constructor(private readonly parts: Parts) {}

  readonly ask: Ask = (aggregate, id, command) => {
    const { commands, records, changes, letters } = this.parts;
    if (aggregate === 'record') return commands.send(records, id, command as never);
    if (command.type === 'MarkOldRouteTold') return letters.carryOut(id, command);
    return commands.send(changes, id, command as never);
  };
}
