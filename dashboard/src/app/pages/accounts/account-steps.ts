import type { Account } from '@parley/contracts';
import type { TextKey } from '../../i18n/en';

/** What the owner has to do, step by step, as texts. */
export function stepsOf({ connection, channel, options, secrets_set }: Account): readonly TextKey[] {
  if (connection === 'events_api') return ['step.api.1', 'step.api.2', 'step.api.3'];
  if (connection === 'import') return ['step.import.1', 'step.import.2'];
  const before = options.forward_url === null ? [] : (['step.forward'] as const);
  if (options.reading === 'polling')
    return [...before, 'step.polling.1', 'step.polling.2', 'step.telegram.groups'];
  if (channel === 'messenger') {
    return [
      ...before,
      'step.messenger.1',
      'step.messenger.2',
      'step.messenger.3',
      'step.messenger.4',
      'step.messenger.5',
    ];
  }
  if (channel === 'viber') return [...before, 'step.viber.1', 'step.viber.2', 'step.viber.3'];
  const register: TextKey = secrets_set.includes('bot_token') ? 'step.telegram.self' : 'step.telegram.curl';
  return [...before, register, 'step.telegram.groups', 'step.telegram.business', 'step.telegram.write'];
}
