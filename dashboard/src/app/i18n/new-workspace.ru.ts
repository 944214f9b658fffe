import type { newWorkspaceEn } from './new-workspace.en';

/** Тексты экрана, который создаёт рабочее пространство, по-русски. */
export const newWorkspaceRu: Record<keyof typeof newWorkspaceEn, string> = {
  'workspace.new': 'Новое пространство…',
  'new_workspace.title': 'Новое рабочее пространство',
  'new_workspace.lead':
    'Для другого магазина или другого клиента. У него свои аккаунты, числа и участники; из других пространств его не видно.',
  'new_workspace.name': 'Название',
  'new_workspace.zone': 'Часовой пояс',
  'new_workspace.zone_hint': 'Сутки в отчётах начинаются в полночь по этому поясу.',
  'new_workspace.currency': 'Валюта',
  'new_workspace.name_missing': 'Введите название.',
  'new_workspace.currency_wrong': 'Три латинские буквы, например RUB или EUR.',
  'new_workspace.submit': 'Создать пространство',
  'new_workspace.back': 'Назад',
};
