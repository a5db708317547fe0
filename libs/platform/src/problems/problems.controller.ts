import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Route } from '../routes/route.decorator.js';
import { languageOf, type Language } from './language.js';
import { problem, type Catalogue, type ProblemType } from './problem.js';
import { problemRoutes } from './problems.routes.js';

export const CATALOGUE = Symbol('catalogue');

const told = ({ code, status, sentence }: ProblemType, language: Language) => ({
  type: `/problems/${code}`,
  code,
  status,
  title: sentence[language],
  in: sentence,
});

const page = ({ code, status, sentence }: ProblemType) =>
  `<!doctype html><meta charset="utf-8"><title>${code}</title>` +
  `<h1><code>${code}</code> (${status})</h1>` +
  `<p lang="en">${sentence.en}</p><p lang="ar" dir="rtl">${sentence.ar}</p>`;

/** Serves a page at the `type` of every problem. */
@Controller()
export class ProblemsController {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Catalogue) {}

  @Route(problemRoutes.all)
  all(@Req() { headers }: FastifyRequest) {
    const language = languageOf(headers['accept-language']);
    return { items: [...this.catalogue.values()].map((type) => told(type, language)) };
  }

  @Route(problemRoutes.one)
  one(
    @Param('code') code: string,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const type = this.catalogue.get(code);
    if (!type) throw problem('not-found');
    const language = languageOf(headers['accept-language']);
    reply.headers({ 'content-language': language, vary: 'Accept, Accept-Language' });
    if (!headers.accept?.includes('text/html')) return told(type, language);
    reply.type('text/html; charset=utf-8');
    return page(type);
  }
}
