import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What ingest counts about itself, in Prometheus' form. Labels never hold what a caller may choose freely. */
export class Metrics {
  readonly registry = new Registry();

  readonly accepted = this.counter(
    'parley_ingest_events_accepted_total',
    'Events acknowledged: on the disk',
    ['channel'],
  );
  readonly rejected = this.counter(
    'parley_ingest_events_rejected_total',
    'Items refused in requests that were accepted',
  );
  readonly refusedSignatures = this.counter(
    'parley_ingest_refused_signatures_total',
    'Webhook requests that did not prove where they come from, by account (0: no such account)',
    ['account_id'],
  );
  readonly forwardFailures = this.counter(
    'parley_ingest_forward_failures_total',
    'Updates that the own bot of an account did not take at the first offer or a later one',
    ['account_id'],
  );
  readonly unrecorded = this.counter(
    'parley_ingest_bot_api_unrecorded_total',
    'Calls of the Bot API that went through but could not be recorded',
  );
  readonly problems = this.counter('parley_ingest_requests_refused_total', 'Requests refused as a whole', [
    'status',
  ]);
  readonly quarantined = this.counter('parley_ingest_quarantined_total', 'Things put into quarantine', [
    'source',
  ]);
  readonly expired = this.counter(
    'parley_ingest_quarantine_expired_total',
    'Things that left quarantine by age or size',
  );
  readonly vaultExpired = this.counter(
    'parley_ingest_vault_expired_total',
    'Webhook bodies that left the vault by age or size',
  );
  readonly inserts = this.counter('parley_ingest_inserts_total', 'Inserts into ClickHouse', ['outcome']);
  readonly rowsStored = this.counter('parley_ingest_rows_stored_total', 'Rows that ClickHouse acknowledged');
  readonly retries = this.counter('parley_ingest_insert_retries_total', 'Inserts that had to be tried again');
  readonly profilesSent = this.counter(
    'parley_ingest_profiles_sent_total',
    'Profile records that the api took',
  );
  readonly insertSeconds = new Histogram({
    name: 'parley_ingest_insert_seconds',
    help: 'How long an insert took',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers: [this.registry],
  });

  /** Publishes a number that is read whenever somebody asks. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  private counter<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
