import { VISITOR_TYPES } from '@parley/contracts';
import { type Dialogue, dialoguesOf } from './dialogues.js';
import { type Identity, identityOf } from './identity.js';
import { type PlainEvent, streamOf } from './plain-event.js';
import { countsIn, type OracleAccount, type OracleDefinition, type Rules, rulesOf } from './settings.js';
import { type Fate, fatesOf } from './statuses.js';
import { type Subscription, subscriptionsOf } from './subscriptions.js';
import { type Touch, touchesOf } from './touches.js';

/** One identity, understood. */
export interface Understood {
  stream: PlainEvent[];
  rules: Rules;
  dialogues: Dialogue[];
  touches: Touch[];
  subscriptions: Subscription[];
  /** What became of messages, where anything did. */
  statuses: Fate[];
  identity: Identity;
}

/** Everything that was ever stored of one workspace, in any order and however often. */
export interface OracleInput {
  rows: readonly PlainEvent[];
  accounts: readonly OracleAccount[];
  definition: OracleDefinition;
}

/**
 * A slow and obvious second opinion on everything that is derived, written from the definitions alone and sharing
 * no code with the derivation. Each identity is understood from nothing, each question by going through the whole
 * stream again.
 */
export function understand(input: OracleInput): Understood[] {
  const found = understood.get(input) ?? understandAll(input);
  understood.set(input, found);
  return found;
}

/** Several questions are asked of one input. */
const understood = new WeakMap<OracleInput, Understood[]>();

function understandAll(input: OracleInput): Understood[] {
  const known = input.rows.filter(
    (row) => !row.is_anonymous && countsIn(input.accounts, row, row.type) === row.account_id,
  );
  const identities = [...new Set(known.map((row) => row.identity_id))];
  return identities.flatMap((identity) => {
    const stream = streamOf(known.filter((row) => row.identity_id === identity));
    const first = stream[0];
    // Who did only what an anonymous visitor does is no contact yet: nothing is known of him, visits included.
    if (!first || stream.every((event) => VISITOR_TYPES.has(event.type))) return [];
    const rules = rulesOf(input.definition, accountOf(input, first), input.accounts, input.rows);
    const dialogues = dialoguesOf(stream, rules);
    const touches = touchesOf(stream, dialogues);
    return [
      {
        stream,
        rules,
        dialogues,
        touches,
        subscriptions: subscriptionsOf(stream),
        statuses: fatesOf(stream),
        identity: identityOf(stream, touches),
      },
    ];
  });
}

function accountOf(input: OracleInput, event: PlainEvent): OracleAccount {
  const account = input.accounts.find(({ account_id }) => account_id === event.account_id);
  if (!account) throw new Error(`The oracle was not told of account ${event.account_id}.`);
  return account;
}
