export { type Progress, noProgress } from './progress.js';
export type { HistoryImporter } from './history/history.js';
export { histories } from './history/histories.js';
export { reportText, type Report } from './history/report.js';
export { type Format, formats, isFormat } from './records/formats.js';
export { importRecords } from './records/records.js';
export { type RecordsReport, recordsText } from './records/report.js';
export { ImportFault } from './import-fault.js';
