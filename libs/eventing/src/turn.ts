/** Lets everything else that is ready have its turn. */
export const turn = (): Promise<void> => new Promise((go) => void setImmediate(go));
