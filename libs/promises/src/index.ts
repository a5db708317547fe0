export * from './promise/promise.events.js';
export type { PromiseWish, PromiseWishCommand } from './promise/promise.commands.js';
export { promises } from './promises.context.js';
