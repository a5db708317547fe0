import {
  eventsBetween,
  type EventStore,
  type Resumption,
  type ViewProgress,
  type ViewReader,
} from '#eventing';

import type { HealthCheck } from './health.js';

const TOLERATED = 10_000;

/** Healthy while the views are close enough to the end of the log. */
export const viewsFollow = (
  store: EventStore,
  progress: ViewProgress,
  resumptions: readonly Resumption[] = [],
): HealthCheck => ({
  name: 'views-follow',
  check: async () => {
    const lag = Math.max(0, eventsBetween(resumptions, progress.position, await store.head()));
    return { ok: lag <= TOLERATED, lag, position: progress.position };
  },
});

/** Healthy while no view has stopped. */
export const viewsSound = (views: ViewReader): HealthCheck => ({
  name: 'views-sound',
  check: async () => {
    const faulty = (await views.states()).filter(({ fault }) => fault !== undefined);
    return { ok: faulty.length === 0, faulty: faulty.map(({ view }) => view) };
  },
});
