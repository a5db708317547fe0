import { Type } from 'typebox';
import type { RouteRow } from '../routes/route.js';
import { strictObject } from '../routes/schemas.js';

const Report = Type.Object({
  ok: Type.Boolean(),
  checks: Type.Record(Type.String(), Type.Object({})),
});

export const operationsRoutes = {
  live: {
    name: 'isLive',
    method: 'GET',
    path: '/health/live',
    summary: 'Whether the process runs.',
    roles: 'anyone',
    answer: { schema: strictObject({ ok: Type.Boolean() }), example: { ok: true } },
  },
  ready: {
    name: 'isReady',
    method: 'GET',
    path: '/health/ready',
    summary: 'Whether it should be given work: the store is durable, the views follow.',
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
    summary: 'Measurements for Prometheus; from this machine itself without a credential.',
    roles: ['administrator'],
    scope: 'metrics:read',
    loopback: true,
    answer: { media: 'text/plain' },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
