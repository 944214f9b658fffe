import type { dismissalsEn } from './dismissals.en';

export const dismissalsRu: Record<keyof typeof dismissalsEn, string> = {
  'dismissal.say': 'Ответ не нужен',
  'dismissal.say_of': 'Ответ не нужен: {{name}}',
  'dismissal.undo': 'Отменить',
  'dismissal.undo_of': 'Отменить «Ответ не нужен»: {{name}}',
  'dismissal.said': '{{name}}: ответ не нужен.',
  'dismissal.undone': '{{name}}: снова ждёт.',
  'dismissal.failed': 'Не удалось сохранить. Попробуйте ещё раз.',
  'dismissal.close': 'Закрыть сообщение',
};
