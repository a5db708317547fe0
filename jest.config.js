/** Nest 12 is ESM only: run with `node --experimental-vm-modules`. */
export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tests'],
  maxWorkers: '100%',
  // A busy machine is no reason to fail.
  testTimeout: 30_000,
  testMatch: ['**/*.spec.ts'],
  // What needs a server or a browser: `npm run test:all`.
  testPathIgnorePatterns: ['/node_modules/', '\\.int\\.spec\\.ts$'],
  globalSetup: '<rootDir>/tests/support/before-all-suites.mjs',
  globalTeardown: '<rootDir>/tests/support/after-all-suites.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  // Jest adds import or require by itself, as the file that asks is ESM or CommonJS.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'default'] },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Every suite loads its modules anew: the bundles of these are 2 files instead of 470.
    '^class-validator$':
      '<rootDir>/node_modules/class-validator/bundles/class-validator.umd.min.js',
    '^rxjs(/operators)?$': '<rootDir>/node_modules/rxjs/dist/bundles/rxjs.umd.min.js',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2024',
        },
        module: { type: 'es6' },
      },
    ],
  },
};
