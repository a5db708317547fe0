import { Counter, Gauge, Registry } from 'prom-client';

const BOUNDS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500].map((ms) => ms / 1000);

interface Tally {
  count: number;
  sum: number;
  readonly buckets: number[];
}

/** How long each route took, by status. Cheap: two look-ups and three additions per request. */
export class RouteMetrics {
  readonly #tallies = new Map<number, Tally>();

  constructor(
    readonly method: string,
    readonly route: string,
  ) {}

  seen(status: number, milliseconds: number): void {
    const tally = this.#tallyOf(status);
    const seconds = milliseconds / 1000;
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
    tally.count += 1;
    tally.sum += seconds;
    if (bucket >= 0) tally.buckets[bucket]! += 1;
  }

  get samples() {
    return [...this.#tallies].flatMap(([status, tally]) =>
      samplesOf({ method: this.method, route: this.route, status: String(status) }, tally),
    );
  }

  #tallyOf(status: number): Tally {
    const known = this.#tallies.get(status);
    if (known) return known;
    const tally = { count: 0, sum: 0, buckets: BOUNDS.map(() => 0) };
    this.#tallies.set(status, tally);
    return tally;
  }
}

const NAME = 'amends_http_request_seconds';

const samplesOf = (labels: Readonly<Record<string, string>>, { count, sum, buckets }: Tally) => {
  let below = 0;
  const cumulated = BOUNDS.map((le, index) => {
    below += buckets[index] ?? 0;
    return { labels: { ...labels, le: String(le) }, value: below, metricName: `${NAME}_bucket` };
  });
  return [
    ...cumulated,
    { labels: { ...labels, le: '+Inf' }, value: count, metricName: `${NAME}_bucket` },
    { labels, value: sum, metricName: `${NAME}_sum` },
    { labels, value: count, metricName: `${NAME}_count` },
  ];
};

/** All metrics, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly replays = this.counter(
    'amends_idempotency_replays_total',
    'Responses sent again under an idempotency key.',
  );
  readonly bugs = this.counter('amends_unexpected_errors_total', 'Answers 500.');
  readonly #routes: RouteMetrics[] = [];

  constructor() {
    const metric = {
      name: NAME,
      help: 'How long requests took.',
      type: 'histogram',
      aggregator: 'sum',
      get: async () => ({ ...metric, values: this.#routes.flatMap((route) => route.samples) }),
      reset: () => undefined,
    };
    this.registry.registerMetric(metric as never);
  }

  route(method: string, template: string): RouteMetrics {
    const known = this.#routes.find((one) => one.method === method && one.route === template);
    if (known) return known;
    const routeMetrics = new RouteMetrics(method, template);
    this.#routes.push(routeMetrics);
    return routeMetrics;
  }

  /** A value that is read when metrics are scraped. */
  gauge(name: string, help: string, read: () => number | Promise<number>): Gauge {
    return new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  /** A counter that is kept elsewhere and only rises, read when metrics are scraped. */
  counted(name: string, help: string, read: () => number): Counter {
    return new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}
