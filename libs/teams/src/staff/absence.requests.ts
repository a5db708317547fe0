import type { Moment } from '#eventing';
import { IsMoment, IsPseudonym, Optional, Says } from '#platform';

import type { Absence } from './staff.events.js';

export class PlanAbsence implements Omit<Absence, 'absence'> {
  @Says('From when they are away.') @IsMoment() readonly from: Moment;

  @Says('When they are back.') @IsMoment() readonly to: Moment;

  @Says('Who stands in for them, before the deputies of a chain.')
  @Optional()
  @IsPseudonym()
  readonly deputy?: string;
}
