import { type DynamicModule, Module } from '@nestjs/common';
import { Rebuilds } from './rebuilds.js';
import { ViewsController } from './views.controller.js';

@Module({})
class ViewsModule {}

/** The routes by which an administrator looks at views and has them built again. */
export const viewsModule = (rebuilds: Rebuilds): DynamicModule => ({
  module: ViewsModule,
  providers: [{ provide: Rebuilds, useValue: rebuilds }],
  controllers: [ViewsController],
});
