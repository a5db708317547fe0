import config from './jest.config.js';

/** Every suite, also those that need a server or a browser (`*.int.spec.ts`). */
export default { ...config, testPathIgnorePatterns: ['/node_modules/'] };
