import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '#platform';

import { pageFiles, pageRoutes } from './page.routes.js';

/** The same from the sources and from compiled code: the folder with the package’s own file. */
const packageFolder = (from: string): string =>
  existsSync(join(from, 'package.json')) ? from : packageFolder(dirname(from));

const root = packageFolder(import.meta.dirname);

/** Only its own files, no inline script or style, requests to this desk only, shown in no frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The page for people. It has no rights of its own: what it shows, it asks with the auditor's token. */
@Controller()
export class PageController {
  @Route(pageRoutes.page)
  page(@Res() reply: FastifyReply): void {
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy);
    reply.send(createReadStream(join(root, 'assets/audit/index.html')));
  }

  @Route(pageRoutes.file)
  file(@Param('file') file: keyof typeof pageFiles, @Res() reply: FastifyReply): void {
    const [path, media] = pageFiles[file];
    reply
      .type(media)
      .header('cache-control', 'no-cache')
      .send(createReadStream(join(root, path)));
  }
}
