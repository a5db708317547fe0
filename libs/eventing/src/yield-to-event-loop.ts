/** Lets other work that is ready run first. */
export const yieldToEventLoop = (): Promise<void> => new Promise((go) => void setImmediate(go));
