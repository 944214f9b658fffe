import { acquisitionMetrics } from './metrics/acquisition.js';
import { attributionMetrics } from './metrics/attribution.js';
import { agentsMetrics } from './metrics/agents.js';
import { arrivalsMetrics } from './metrics/arrivals.js';
import { botsMetrics } from './metrics/bots.js';
import { closingsMetrics } from './metrics/closings.js';
import { contactsMetrics } from './metrics/contacts.js';
import { countedAsMetrics } from './metrics/counted-as.js';
import { coverageMetrics } from './metrics/coverage.js';
import { deliveriesMetrics } from './metrics/deliveries.js';
import { dialoguesMetrics } from './metrics/dialogues.js';
import { funnelMetrics } from './metrics/funnels.js';
import { engagementMetrics } from './metrics/engagement.js';
import { messagesMetrics } from './metrics/messages.js';
import { moneyMetrics } from './metrics/money.js';
import { pathsMetrics } from './metrics/paths.js';
import { repeatsMetrics } from './metrics/repeats.js';
import { responseTimesMetrics } from './metrics/response-times.js';
import { serviceTimesMetrics } from './metrics/service-times.js';
import { subscribersMetrics } from './metrics/subscribers.js';
import { subscriptionsMetrics } from './metrics/subscriptions.js';
import { targetsMetrics } from './metrics/targets.js';
import { workloadMetrics } from './metrics/workload.js';
import type { Metric } from './metrics/metric.js';

/** The glossary: every number the product shows, defined once (one file per family in `metrics/`). */
export const METRICS = {
  ...messagesMetrics,
  ...deliveriesMetrics,
  ...contactsMetrics,
  ...repeatsMetrics,
  ...engagementMetrics,
  ...dialoguesMetrics,
  ...responseTimesMetrics,
  ...serviceTimesMetrics,
  ...targetsMetrics,
  ...agentsMetrics,
  ...workloadMetrics,
  ...botsMetrics,
  ...closingsMetrics,
  ...subscriptionsMetrics,
  ...arrivalsMetrics,
  ...acquisitionMetrics,
  ...attributionMetrics,
  ...funnelMetrics,
  ...pathsMetrics,
  ...subscribersMetrics,
  ...moneyMetrics,
  ...countedAsMetrics,
  ...coverageMetrics,
} as const satisfies Record<string, Metric>;
export type MetricKey = keyof typeof METRICS;

/** The same glossary, typed by its interface: for code that walks it. */
export const metric = (key: MetricKey): Metric => METRICS[key];

export type { Metric };
