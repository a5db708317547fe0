import type { Decisions } from '#eventing';

import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';
import { ensure } from './record.rules.js';
import { type CustomerRecord, noticeOf } from './record.state.js';

type Rectifying = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'MarkNoticeSent' | 'AcknowledgeNotice' }>,
  RecordEvent
>;

/**
 * Whether an integration may answer for a system is checked by the handler, which knows its
 * credential.
 */
export const rectifying: Rectifying = {
  // A recipient may be notified again, and the notice may have lapsed meanwhile: nothing new.
  MarkNoticeSent: (record, { data }) => {
    const found = noticeOf(record, data.notice);
    if (!found || found.sent) return [];
    const { sent: _sent, ...notice } = found;
    return [{ type: 'RectificationNoticeSent', data: notice }];
  },

  AcknowledgeNotice: (record, { data }) => {
    const found = noticeOf(record, data.notice);
    ensure(found !== undefined, 'no-such-notice');
    const { sent: _sent, ...notice } = found!;
    return [{ type: 'RectificationAcknowledged', data: notice }];
  },
};
