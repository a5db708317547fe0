export interface EscalationSettings {
  /** So many minutes a manager has to accept or to decline. */
  readonly offerMinutes: number;
  /** Within so many minutes the customer hears from the person who has it. */
  readonly contactMinutes: number;
}

export const defaultSettings: EscalationSettings = { offerMinutes: 15, contactMinutes: 60 };
