import { Controller, Param } from '@nestjs/common';
import { viewRules } from '#eventing';
import { Route } from '#platform';

import { Rebuilds } from './rebuilds.js';
import { viewsRoutes } from './views.routes.js';

@Controller()
export class ViewsController {
  constructor(private readonly rebuilds: Rebuilds) {}

  @Route(viewsRoutes.list)
  async list() {
    return { head: await this.rebuilds.head(), items: await this.rebuilds.states() };
  }

  @Route(viewsRoutes.rebuild)
  async rebuild(@Param('view') name: string) {
    const view = this.rebuilds.find(name);
    viewRules(view !== undefined, 'not-found');
    this.rebuilds.begin(view!);
    return { view: name, head: await this.rebuilds.head() };
  }
}
