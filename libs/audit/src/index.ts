export { audit } from './audit.context.js';
export { AuditedLog } from './audited-log.port.js';
