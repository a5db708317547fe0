export interface TeamSettings {
  /** The pseudonym of the person who answers for whatever nobody else answers for. */
  readonly administrator: string;
}
