export interface ContactSettings {
  /** So many seconds an offered hand-off waits for an answer. */
  readonly handoffSeconds: number;
  /** Within so many minutes a customer whom we lost is called back. */
  readonly callbackMinutes: number;
  /** Within so many hours a customer who wants to leave has left. */
  readonly leavingHours: number;
  /** So many minutes of a customer's time one matter may cost. */
  readonly budgetMinutes: number;
  /** So many minutes are counted when a customer is made to repeat their story, unless it is known. */
  readonly repeatMinutes: number;
}

export const defaultSettings: ContactSettings = {
  handoffSeconds: 120,
  callbackMinutes: 15,
  leavingHours: 48,
  budgetMinutes: 20,
  repeatMinutes: 3,
};
