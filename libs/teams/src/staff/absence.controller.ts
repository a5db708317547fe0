import { Controller, Param } from '@nestjs/common';
import { ViewReader } from '#eventing';
import { commandController, CurrentPrincipal, type Principal, Route } from '#platform';

import { absenceCommands, absenceRoutes } from './absence.routes.js';
import { type AbsencesRow, absencesView } from './absences.view.js';
import { staffDecider } from './staff.decider.js';

export const AbsenceCommandController = commandController(staffDecider, absenceCommands);

@Controller()
export class AbsenceController {
  constructor(private readonly views: ViewReader) {}

  @Route(absenceRoutes.list)
  async list(@CurrentPrincipal() { tenant }: Principal, @Param('person') person: string) {
    const row = await this.views.get<AbsencesRow>(absencesView, tenant, person);
    return { items: row?.absences ?? [], version: row?.version ?? 0 };
  }
}
