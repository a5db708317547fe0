export * from './record/record.events.js';
export * from './record/value.events.js';
export { ImportRecord } from './record/record.requests.js';
export { SaidAnswers } from './record/value.requests.js';
export type { RecordCommand } from './record/record.commands.js';
export { type RecordDecider, recordDecider } from './record/record.decider.js';

export { ensure as recordRules } from './record/record.rules.js';
export {
  type FieldKind,
  labelIn,
  type RecordSettings,
  settingsWith,
} from './record/record.settings.js';
export { wouldContest } from './record/importing.decisions.js';
export { importOf, plainMapping, UnreadableRow } from './fields/rows.mapping.js';
export { readersFor } from './fields/fields.mapping.js';
export { isReachable } from './fields/telephone.mapping.js';
export { currentOf } from './records/record-row.view.js';
export {
  type Comparable,
  compare,
  type ComparedKind,
  textOf,
} from './near-miss/near-miss.rules.js';
export type { Verdict } from './near-miss/near-miss.settings.js';
export { alikeIn } from './near-miss/alike.rules.js';
export { codeForm, isSeparatedAlike } from './near-miss/forms.rules.js';
export { KnownRecord } from './record/known-record.port.js';
export { type Assured, ClaimAssurance, type Saying } from './record/assurance.port.js';

export { AccessLog } from './access-log/access-log.handler.js';
export { Record as CustomerRecord } from './records/answers.representation.js';
export { StoredRecords } from './records/record.reader.js';
export {
  type CustomerKey,
  Eraser,
  type ErasureReceipt,
  type ErasureTargetStatus,
} from './erasure/eraser.port.js';
export { RecordErasure } from './erasure/erasure.handler.js';
export { recordSettingsOf, records, recordsContext } from './records.context.js';
export { RECORDING, type Recording } from './record/record.tokens.js';
