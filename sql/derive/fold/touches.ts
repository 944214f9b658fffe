import { NO_LABELS, type Labels, type TouchRow } from './rows.js';
import { NONE, type StreamEvent } from './stream-event.js';

const TOUCH_TYPES = new Set(['conversation_started', 'referral_received', 'link_clicked', 'widget_opened']);

/** What has to be known of the first touch ever. */
export type FirstTouch = Pick<TouchRow, 'occurred_at' | 'event_id' | 'ref'>;
/** What has to be known of the touch in force. */
export type TouchInForce = Labels & Pick<TouchRow, 'event_id'>;

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
      latest: latest && { event_id: latest.event_id, ...labelsOf(latest) },
      latestStatedAt: latestStatedAt === -Infinity ? null : latestStatedAt,
      hasMessages,
    };
  }

  /** Takes note of any event; makes a touch of those that are one. Messages: call {@link contactCame} first. */
  see(event: StreamEvent): void {
    if (event.type === 'message_received' || event.type === 'message_sent') this.hasMessages = true;
    else if (TOUCH_TYPES.has(event.type)) {
      this.latestStatedAt = event.occurred_at;
      this.add(touchOf(event));
    }
  }

  /**
   * The contact's first message in a dialogue that the contact started: a direct touch, unless a touch was stated
   * later than `previousEndedAt` (the end of the previous dialogue; -Infinity when there is none).
   */
  contactCame(event: StreamEvent, previousEndedAt: number): void {
    if (this.latestStatedAt <= previousEndedAt) this.add({ ...touchOf(event), ...DIRECT });
  }

  private add(row: TouchRow): void {
    if (this.first === null && !this.hasMessages) row.kind = 'acquisition';
    this.first ??= row;
    this.latest = row;
    this.onTouch(row);
  }
}

const DIRECT = { ...NO_LABELS, link_id: 0, ad_id: '', click_id: '', is_direct: 1 } as const;

function touchOf(event: StreamEvent): TouchRow {
  const { ref, given_source: source, link_id, ad_id, click_id } = event;
  const saysNothing = ref === '' && source === '' && link_id === 0 && ad_id === '' && click_id === '';
  return {
    occurred_at: event.occurred_at,
    event_id: event.event_id,
    kind: 're_engagement',
    type: event.type,
    is_direct: saysNothing ? 1 : 0,
    ref,
    source,
    medium: event.given_medium,
    campaign: event.given_campaign,
    content: event.given_content,
    term: event.given_term,
    link_id,
    ad_id,
    click_id,
    account_id: event.account_id,
    channel: event.channel,
  };
}

/** Writes the touch in force into a dialogue. */
export function putTouch(row: Labels & { touch_event_id: string }, touch: TouchInForce | null): void {
  row.touch_event_id = touch?.event_id ?? NONE;
  if (touch !== null) copyLabels(row, touch);
}

const labelsOf = ({ ref, source, medium, campaign, content, term }: Labels): Labels => ({
  ref,
  source,
  medium,
  campaign,
  content,
  term,
});

export function copyLabels(to: Labels, from: Labels): void {
  to.ref = from.ref;
  to.source = from.source;
  to.medium = from.medium;
  to.campaign = from.campaign;
  to.content = from.content;
  to.term = from.term;
}
