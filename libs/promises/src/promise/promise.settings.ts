export interface PromiseSettings {
  /** The time zone of windows of which nobody says another. */
  readonly timeZone: string;
}

export const defaultSettings: PromiseSettings = { timeZone: 'UTC' };
