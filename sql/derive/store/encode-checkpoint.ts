import type { CarriedState, Checkpoint } from '../fold/checkpoint.js';
import type { IdentitySettings } from '../fold/settings.js';
import { RULES } from '../rules.js';
import { hashOf } from './encode-rows.js';

/** Of what a checkpoint holds: raise it when that changes. */
const FORMAT = 2;

/** A checkpoint ready to be compared and written. */
export interface EncodedCheckpoint {
  /** Without brackets and bookkeeping, in the order of the table. */
  cells: string;
  /** Of `cells`, as an unsigned decimal number. */
  hash: string;
}

export function encodeCheckpoint(
  key: { workspaceId: number; identityId: string; definitionId: number },
  { since, state, ids }: Checkpoint,
  settings: IdentitySettings,
): EncodedCheckpoint {
  const bytes = Buffer.allocUnsafe(ids.length * 4);
  ids.forEach((id, index) => bytes.writeUInt32LE(id, index * 4));
  const shortIds = bytes.toString('base64');
  const text = JSON.stringify(JSON.stringify([state, shortIds]));
  const cells = `${key.workspaceId},"${key.identityId}",${key.definitionId},${since},"${madeWithOf(settings)}",${text}`;
  return { cells, hash: hashOf(cells) };
}

export function decodeState(text: string): Pick<Checkpoint, 'state' | 'ids'> {
  const [state, shortIds] = JSON.parse(text) as [CarriedState, string];
  const bytes = Buffer.from(shortIds, 'base64');
  const ids: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) ids.push(bytes.readUInt32LE(at));
  return { state, ids };
}

const known = new WeakMap<IdentitySettings, string>();

/**
 * One number for all that decides what is carried from dialogue to dialogue, but since when accounts see their own
 * messages: whom that concerns is marked from there on. What only rows show (calendars, say) is not part of it.
 */
export function madeWithOf(settings: IdentitySettings): string {
  let madeWith = known.get(settings);
  if (madeWith === undefined) {
    const { silenceGapMs, courtesyHashes, sources, accounts } = settings;
    const told = [...accounts]
      .sort(([a], [b]) => a - b)
      .map(([id, { outgoing, defaultSender, silenceGapMs: gapMs, countedElsewhere }]) => [
        id,
        outgoing,
        defaultSender,
        gapMs,
        countedElsewhere,
      ]);
    madeWith = hashOf(
      JSON.stringify([FORMAT, RULES, silenceGapMs, [...courtesyHashes].sort(), sources.text, told]),
    );
    known.set(settings, madeWith);
  }
  return madeWith;
}
