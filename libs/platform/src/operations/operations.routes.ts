import { Type } from '../routes/json-schema.js';
import type { RouteRow } from '../routes/route.js';
import { described, strictObject } from '../routes/schemas.js';

const ok = described(Type.Boolean(), 'Whether all is well.');

/** Each check may report more than `ok`. */
const Check = Type.Object({ ok }, { additionalProperties: true });

const Report = strictObject({
  ok,
  checks: described(Type.Record(Type.String(), Check), 'What each check tells, by its name.'),
});

export const operationsRoutes = {
  live: {
    name: 'isLive',
    method: 'GET',
    path: '/health/live',
    summary: 'Whether the process runs.',
    roles: 'anyone',
    answer: { schema: strictObject({ ok }), example: { ok: true } },
  },
  ready: {
    name: 'isReady',
    method: 'GET',
    path: '/health/ready',
    summary: 'Whether it can take requests: the store is durable, and the views keep up.',
    roles: 'anyone',
    answer: {
      schema: Report,
      example: { ok: true, checks: { 'views-follow': { ok: true, lag: 0, position: 42 } } },
    },
    problems: ['http.not-ready'],
  },
  metrics: {
    name: 'readMetrics',
    method: 'GET',
    path: '/metrics',
    summary:
      'Measurements for Prometheus; with `AMENDS_OPEN_METRICS`, from this machine itself without a credential.',
    roles: ['administrator'],
    scope: 'metrics:read',
    loopback: true,
    answer: { media: 'text/plain' },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
