import type { definitionsEn } from './definitions.en';

export const definitionsRu: Record<keyof typeof definitionsEn, string> = {
  'counted.who': 'Способ подсчёта',
  'counted.rule': 'Правило: {{name}}',
  'counted.differs': 'Почему отличается',
  'counted.source': 'Правило на сайте продукта',
  'counted.checked': 'проверено {{date}}',
  'counted.ours': 'наше',
  'counted.summary': 'У нас — {{ours}}. По тем же событиям другие показали бы от {{least}} до {{most}}.',
  'counted.summary_one': 'У нас — {{ours}}. По тем же событиям другие тоже показали бы {{least}}.',
  'counted.nothing': 'За период ни одно правило не находит первых ответов.',
  'counted.note':
    'Сами продукты не участвуют: каждое число — то, что даёт их опубликованное правило на наших событиях, в календарном времени. Панель сверху здесь не действует, каналы и аккаунты — действуют. Нажмите на название, чтобы увидеть правило и почему число отличается.',
};
