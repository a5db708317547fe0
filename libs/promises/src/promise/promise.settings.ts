export interface PromiseSettings {
  /** The time zone of windows of which nobody says another. */
  readonly timeZone: string;
  /** So many days after a resolution was confirmed we ask whether it still works; 0 is never. */
  readonly checkInDays: number;
}

export const defaultSettings: PromiseSettings = { timeZone: 'UTC', checkInDays: 7 };
