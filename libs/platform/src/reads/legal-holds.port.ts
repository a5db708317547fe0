/** Whether the law wants what is kept of somebody to stay. The context that stores customers provides it. */
export abstract class LegalHolds {
  /** Whether there is a hold on their record, or on any that is merged with it. */
  abstract isHeld(tenant: string, customer: string): Promise<boolean>;
}
