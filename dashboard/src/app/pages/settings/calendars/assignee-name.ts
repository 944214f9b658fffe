import type { Assignee } from '@parley/contracts';
import type { I18n } from '../../../i18n/i18n';
import type { Choices } from '../../../shell/choices';

/** Whom a calendar is for, by the name that the filters have for them. */
export function nameOf(to: Assignee, choices: Choices, t: I18n['t']): string {
  switch (to.level) {
    case 'workspace':
      return t('calendars.everybody');
    case 'account':
      return choices.accountName(to.account_id);
    case 'team':
      return choices.teamName(to.team_id);
    case 'agent':
      return choices.agentName(to.agent_id);
  }
}
