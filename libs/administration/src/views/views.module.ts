import { Module } from '@nestjs/common';
import type { ServedPart } from '#platform';

import { Rebuilds } from './rebuilds.js';
import { ViewsController } from './views.controller.js';
import { viewsRoutes } from './views.routes.js';

@Module({})
class ViewsModule {}

/** Routes with which an administrator sees the state of views and rebuilds them. */
export const viewsModule = (rebuilds: Rebuilds): ServedPart => ({
  routes: Object.values(viewsRoutes),
  module: {
    module: ViewsModule,
    providers: [{ provide: Rebuilds, useValue: rebuilds }],
    controllers: [ViewsController],
  },
});
