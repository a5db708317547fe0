export * from './contexts-app.fixture.js';
export * from './http-app.fixture.js';

export { agreementOn } from '../requests/agreement.fixture.js';
export { schemaOf } from '../requests/schema-of.js';
export { validate } from '../requests/validate.js';
