import { randomBytes } from 'node:crypto';
import { type Vault } from '../crypto/vault.js';
import { type Workspace } from './workspace.entity.js';

const PURPOSE = 'workspace.hash_key';

/** Gives a new sealed hash key: 32 random bytes. */
export const newHashKey = (vault: Vault): string => vault.seal(PURPOSE, randomBytes(32).toString('base64'));

/** The 32 bytes that key every hashed id of the workspace. */
export const hashKeyOf = (vault: Vault, workspace: Workspace): Buffer =>
  Buffer.from(vault.open(PURPOSE, workspace.hash_key_sealed), 'base64');
