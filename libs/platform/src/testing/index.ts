export * from './contexts-app.fixture.js';
export * from './http-app.fixture.js';
