export * from './promise/promise.events.js';
export type {
  PromiseCommand,
  PromiseWish,
  PromiseWishCommand,
} from './promise/promise.commands.js';
