export * from './blobs.conformance.js';
