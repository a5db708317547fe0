/** Lets everything else that is ready have its turn. */
export const yieldToEventLoop = (): Promise<void> => new Promise((go) => void setImmediate(go));
