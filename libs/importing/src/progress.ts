/** Shows how far something is: on standard error, never among the results. */
export interface Progress {
  start(what: string, total: number): void;
  at(value: number): void;
  stop(): void;
}

export const noProgress: Progress = {
  start: () => undefined,
  at: () => undefined,
  stop: () => undefined,
};
