export * from './promise/promise.events.js';
export type { PromiseWish, PromiseWishCommand } from './promise/promise.commands.js';
export { type PromiseRow, promisesView } from './promises/promises.view.js';
export { promises } from './promises.context.js';
