import type { IncomingHttpHeaders } from 'node:http';
import type { Fields } from '../bodies/fields.js';
import type { AccountOptions, Channel, EventInput } from '@parley/contracts';

/** What a platform's two jobs may look at when they verify a request. */
export interface WebhookRequest {
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
  /** Of the account that the address names. */
  secrets: Readonly<Record<string, string>>;
}

/** What a mapper may know besides the payload. */
export interface MapContext {
  accountId: string;
  /** Milliseconds UTC; stands in where the platform sends no time. */
  receivedAt: number;
  /** What the owner said of the account. */
  options: AccountOptions;
}

/** What a payload states, and, in a few words that hold nothing of the contact, what in it could not be mapped. */
export interface Mapped {
  events: EventInput[];
  unmapped: string[];
}

/** A GET by which a platform asks whether an address is ours, before it sends anything. */
export interface Handshake {
  query: Readonly<Record<string, unknown>>;
  secrets: Readonly<Record<string, string>>;
}

/**
 * All that is special about a messenger: two pure functions. Routing, limits, the spool,
 * quarantine and metrics are shared, so a new platform is a new folder with `verify`, `map`, samples and specs, and one
 * line in the registry.
 */
export interface Platform {
  channel: Channel;
  /** Raised with each change of `map`: a replay then replaces what the older one made. */
  mapperVersion: number;
  /** Is this request really from the platform, for this account? */
  verify(request: WebhookRequest): boolean;
  /** The body to be sent back with 200, or undefined when the asker proves nothing. Platforms without one leave it out. */
  handshake?(request: Handshake): string | undefined;
  /** Where JSON.parse would lose something, such as digits above 2^53. Throws as JSON.parse does. */
  parse?(text: string): unknown;
  /** What may be kept of a body, and how. */
  fields: Fields;
  /** Never throws, whatever the payload looks like, and never asks what was known before. */
  map(payload: unknown, context: MapContext): Mapped;
}
