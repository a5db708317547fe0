export * from './listing.js';
export * from './route.js';
export * from './schemas.js';
