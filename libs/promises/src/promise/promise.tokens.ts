/** How the desk has set promises. */
export const PROMISE_SETTINGS = Symbol('promise-settings');
