import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HttpPipeline } from '../pipeline/http-pipeline.js';
import type { Catalogue } from '../problems/problem.js';
import { CATALOGUE } from '../problems/problems.controller.js';
import { Route } from '../routes/route.decorator.js';
import { docsFiles, docsRoutes } from './docs.routes.js';
import { openApiOf } from './document.js';

export const VERSION = Symbol('version');

const folder = () =>
  dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Amends</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png"></head>
<body><div id="ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>
</body></html>`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true });`;

/** The page loads everything from this host, and runs no inline script. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** The reference of the API: the OpenAPI document, and Swagger UI. */
@Controller()
export class DocsController {
  #document: string | undefined;

  constructor(
    private readonly pipeline: HttpPipeline,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
    @Inject(VERSION) private readonly version: string,
  ) {}

  @Route(docsRoutes.document)
  document(@Res({ passthrough: true }) reply: FastifyReply): string {
    this.#document ??= JSON.stringify(openApiOf(this.pipeline.rows, this.catalogue, this.version));
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache');
    return this.#document;
  }

  @Route(docsRoutes.page)
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy);
    return page;
  }

  @Route(docsRoutes.file)
  file(@Param('file') file: keyof typeof docsFiles, @Res() reply: FastifyReply): void {
    reply.type(docsFiles[file]).header('cache-control', 'public, max-age=3600');
    reply.send(file === 'start.js' ? start : createReadStream(join(folder(), file)));
  }
}
