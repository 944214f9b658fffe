import type { serviceMoreEn } from './service-more.en';

export const serviceMoreRu: Record<keyof typeof serviceMoreEn, string> = {
  'more.note': 'Итог посчитан заново, а не по строкам.',
  'more.time': 'Время',
  'more.repeat': 'Повторные обращения',
  'more.repeat_after': 'Вернулись позже чем через',
  'more.repeat_usual': 'как задано',
  'more.repeat_usual_time': '{{time}}, как задано',
  'more.repeat_summary': 'Вернулись позже чем через {{after}}: {{repeat}} из {{contacts}}, то есть {{rate}}.',
  'more.repeat_half': 'Половина из них — не позже чем через {{median}}.',
  'more.nobody_wrote': 'За период никто не писал.',
  'more.bots': 'Боты',
  'more.bots_summary': 'Диалогов, которые начал бот: {{dialogues}}. Сам он справился с {{share}} из них.',
  'more.bots_half': 'Половине переданных ответили не позже чем через {{median}}.',
  'more.no_bots': 'За период боты не начинали диалогов и ничего не передавали.',
  'more.close': 'Время до закрытия',
  'more.close_summary': 'Закрыто {{closed}} из {{closable}}, то есть {{share}}.',
  'more.close_half': 'Половина из них — не позже чем через {{median}}.',
  'more.no_dialogues': 'За период не началось ни одного диалога.',
  'more.active': 'Активные и вовлечённые',
  'more.active_summary': 'Получили сообщение: {{active}}, из них написали сами: {{engaged}} — {{share}}.',
  'more.nobody_at_all': 'За период никто ничего не получил и не написал.',
};
