export { deriveIdentity } from './fold/derive-identity.js';
export type {
  DerivedRows,
  DialogueRow,
  IdentityRow,
  SubscriptionRow,
  TouchRow,
  WaitRow,
} from './fold/rows.js';
export type { AccountSettings, IdentitySettings } from './fold/settings.js';
export type { StreamEvent } from './fold/stream-event.js';
export { createDeriver, type Deriver, type RebuildOptions, type RoundResult } from './deriver.js';
export { dropDefinition } from './drop-definition.js';
export { deriveTrial, trialSize, type TrialSize, type TrialTask } from './trial/trial.js';
