export { type Progress, noProgress } from './progress.js';
export { importHistory } from './history/history.js';
export { reportText, type Report } from './history/report.js';
export { type HistoryEntry, type Source } from './history/source.js';
export { servicenow } from './history/servicenow.source.js';
export { type Format, formats, isFormat } from './records/formats.js';
export { importRecords } from './records/records.js';
export { type RecordsReport, recordsText } from './records/report.js';
export { ImportFault } from './import-fault.js';
