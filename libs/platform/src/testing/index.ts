export * from './contexts-app.fixture.js';
export * from './http-app.fixture.js';

export { agreementOn } from '../requests/agreement.fixture.js';
export { validate } from '../requests/validate.js';
