import { SOURCE_FIELDS, type SourceLabels, type SourceReader } from '@parley/contracts';
import { NO_LABELS, type CameBy, type TouchRow } from './rows.js';
import { NONE, type StreamEvent } from './stream-event.js';

const TOUCH_TYPES = new Set(['conversation_started', 'referral_received', 'link_clicked', 'widget_opened']);

/** What has to be known of the first touch ever. */
export type FirstTouch = Pick<TouchRow, 'occurred_at' | 'event_id' | 'ref'>;
/** What has to be known of the touch in force. */
export type TouchInForce = CameBy & Pick<TouchRow, 'event_id'>;

export interface TouchesState {
  first: FirstTouch | null;
  latest: TouchInForce | null;
  /** Milliseconds UTC; null = never. */
  latestStatedAt: number | null;
  hasMessages: boolean;
}

const UNTOUCHED: TouchesState = { first: null, latest: null, latestStatedAt: null, hasMessages: false };

/** The arrivals of one identity: those that events state, and the direct ones that a contact's own message implies. */
export class Touches {
  /** The first touch ever. */
  first: FirstTouch | null;
  /** The touch in force: the latest so far. */
  latest: TouchInForce | null;
  private latestStatedAt: number;
  private hasMessages: boolean;

  constructor(
    private readonly reader: SourceReader,
    private readonly onTouch: (row: TouchRow) => void,
    { first, latest, latestStatedAt, hasMessages }: TouchesState = UNTOUCHED,
  ) {
    this.first = first;
    this.latest = latest;
    this.latestStatedAt = latestStatedAt ?? -Infinity;
    this.hasMessages = hasMessages;
  }

  get state(): TouchesState {
    const { first, latest, latestStatedAt, hasMessages } = this;
    return {
      first: first && { occurred_at: first.occurred_at, event_id: first.event_id, ref: first.ref },
      latest,
      latestStatedAt: latestStatedAt === -Infinity ? null : latestStatedAt,
      hasMessages,
    };
  }

  /** Takes note of any event; makes a touch of those that are one. Messages: call {@link contactCame} first. */
  see(event: StreamEvent): void {
    if (event.type === 'message_received' || event.type === 'message_sent') this.hasMessages = true;
    else if (TOUCH_TYPES.has(event.type)) {
      this.latestStatedAt = event.occurred_at;
      this.add(touchOf(event, this.reader));
    }
  }

  /**
   * The contact's first message in a dialogue that the contact started: a direct touch, unless a touch was stated
   * later than `previousEndedAt` (the end of the previous dialogue; -Infinity when there is none).
   */
  contactCame(event: StreamEvent, previousEndedAt: number): void {
    if (this.latestStatedAt <= previousEndedAt) this.add({ ...touchOf(event, this.reader), ...DIRECT });
  }

  private add(row: TouchRow): void {
    if (this.first === null && !this.hasMessages) row.kind = 'acquisition';
    this.first ??= row;
    this.latest = { event_id: row.event_id, ...cameBy(row) };
    this.onTouch(row);
  }
}

const DIRECT = {
  ...NO_LABELS,
  rule: 0,
  given: 0,
  link_id: 0,
  ad_id: '',
  click_id: '',
  is_direct: 1,
} as const;

function touchOf(event: StreamEvent, reader: SourceReader): TouchRow {
  const { ref, link_id, ad_id, click_id, account_id, channel } = event;
  const given = givenIn(event);
  const saysNothing = ref === '' && given.source === '' && link_id === 0 && ad_id === '' && click_id === '';
  return {
    occurred_at: event.occurred_at,
    event_id: event.event_id,
    kind: 're_engagement',
    type: event.type,
    is_direct: saysNothing ? 1 : 0,
    written_at: 0,
    subscribed_at: 0,
    ref,
    ...reader.read({ ref, channel, account_id, is_ad: ad_id !== '', given }),
    given: SOURCE_FIELDS.reduce((bits, field, index) => bits | (given[field] === '' ? 0 : 1 << index), 0),
    link_id,
    ad_id,
    click_id,
    account_id,
    channel,
  };
}

const givenIn = (event: StreamEvent): SourceLabels => ({
  source: event.given_source,
  medium: event.given_medium,
  campaign: event.given_campaign,
  content: event.given_content,
  term: event.given_term,
});

/** Writes the touch in force into a dialogue. */
export function putTouch(row: CameBy & { touch_event_id: string }, touch: TouchInForce | null): void {
  row.touch_event_id = touch?.event_id ?? NONE;
  if (touch !== null) copyCameBy(row, touch);
}

const cameBy = (touch: TouchRow): CameBy => {
  const { ref, source, medium, campaign, content, term, link_id, ad_id, is_direct } = touch;
  const arrival = ref !== '' ? 'ref' : is_direct === 1 ? 'direct' : 'no_ref';
  return { ref, source, medium, campaign, content, term, link_id, ad_id, arrival };
};

export function copyCameBy(to: CameBy, from: CameBy): void {
  to.ref = from.ref;
  to.source = from.source;
  to.medium = from.medium;
  to.campaign = from.campaign;
  to.content = from.content;
  to.term = from.term;
  to.link_id = from.link_id;
  to.ad_id = from.ad_id;
  to.arrival = from.arrival;
}
