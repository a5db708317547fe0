import type { Decisions, Issued } from '#eventing';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';
import { ensure } from './record.rules.js';
import { type CustomerRecord, noticeOf } from './record.state.js';

type Rectifying = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'MarkNoticeSent' | 'AcknowledgeNotice' }>,
  RecordEvent
>;

/** An integration answers for the system that its key names. */
const open = (record: CustomerRecord, command: Issued & { data: { notice: string } }) => {
  const notice = noticeOf(record, command.data.notice);
  ensure(notice !== undefined, 'no-such-notice');
  return notice!;
};

export const rectifying: Rectifying = {
  MarkNoticeSent: (record, command) => {
    const { sent, ...notice } = open(record, command);
    return sent ? [] : [{ type: 'RectificationNoticeSent', data: notice }];
  },

  AcknowledgeNotice: (record, command) => {
    const { sent: _sent, ...notice } = open(record, command);
    return [{ type: 'RectificationAcknowledged', data: notice }];
  },
};
