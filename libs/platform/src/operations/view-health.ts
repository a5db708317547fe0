import type { EventStore, ViewProgress, ViewReader } from '#eventing';

import type { HealthCheck } from './health.js';

const TOLERATED = 10_000;

/** Healthy while the views are close enough to the end of the log. */
export const viewsFollow = (store: EventStore, progress: ViewProgress): HealthCheck => ({
  name: 'views-follow',
  check: async () => {
    const lag = Math.max(0, (await store.head()) - progress.position);
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
