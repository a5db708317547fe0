/** Shows progress on standard error, never on standard output with the results. */
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
