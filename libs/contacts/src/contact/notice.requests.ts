import type { Moment } from '#eventing';
import {
  IsMoment,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  IsText,
  Nested,
  OneOf,
  Optional,
  Says,
} from '#platform';

import { type Notice, type NoticeKind, noticeKinds } from './contact.commands.js';
import { type WaitKind, waitKinds } from './contact.events.js';
import { ToldWaitBody } from './contact.requests.js';

export class TellNotice implements Notice {
  @Says('The id of the notice in your system. The same one again tells nothing new.')
  @IsSingleLine(200)
  readonly notice: string;

  @Says('What has happened.') @OneOf(noticeKinds) readonly what: NoticeKind;

  @Says('When it happened. Notices may come late and in any order.')
  @IsMoment()
  readonly at: Moment;

  @Says('For waits: in a menu, in a queue, or on hold.')
  @Optional()
  @OneOf(waitKinds)
  readonly wait?: WaitKind;

  @Says('For waits: what the customer was told about it.')
  @Optional()
  @Nested(ToldWaitBody)
  readonly told?: ToldWaitBody;

  @Says('The member of staff who joined, accepted or declined.')
  @Optional()
  @IsPseudonym()
  readonly agent?: string;

  @Says('The name that the customer was told.')
  @Optional()
  @IsSingleLine(200)
  readonly toldAs?: string;

  @Says('For hand-offs: its id in your system. An answer without one is to the one that is open.')
  @Optional()
  @IsSingleLine(200)
  readonly handoff?: string;

  @Says('For an offered hand-off: to which person.')
  @Optional()
  @IsPseudonym()
  readonly person?: string;

  @Says('For an offered hand-off: to which queue.') @Optional() @IsSlug() readonly queue?: string;

  @Says('For a hand-off: why it was offered or declined.')
  @Optional()
  @IsText(1000)
  readonly reason?: string;
}
