/** The texts of the screen that makes a workspace, in English. */
export const newWorkspaceEn = {
  'workspace.new': 'New workspace…',
  'new_workspace.title': 'New workspace',
  'new_workspace.lead':
    'For another shop or another client. It has its own accounts, numbers and members; nothing of it is seen from other workspaces.',
  'new_workspace.name': 'Name',
  'new_workspace.zone': 'Time zone',
  'new_workspace.zone_hint': 'Days of its reports begin at midnight of this zone.',
  'new_workspace.currency': 'Currency',
  'new_workspace.name_missing': 'Give the workspace a name.',
  'new_workspace.currency_wrong': 'Three letters, such as RUB or EUR.',
  'new_workspace.submit': 'Make the workspace',
  'new_workspace.back': 'Back',
};
