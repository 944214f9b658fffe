import { type Metric, NOTHING_LEFT_OUT } from './metric.js';

export const pathsMetrics = {
  path_contacts: {
    label: { en: 'Contacts', ru: 'Клиенты' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Contacts who went from one step to the next, each once. Merged profiles are one contact.',
      ru: 'Клиенты, которые прошли от одного шага к следующему, каждый один раз. Объединённые профили — один клиент.',
    },
    formula: {
      en: 'Contacts whose journey, from their first anchor in the period, has these two steps at this place',
      ru: 'Клиенты, в пути которых от первого за период исходного события эти два шага стоят на этом месте',
    },
    exclusions: {
      en: 'Steps outside the window of the anchor; equal steps in a row and repeated pairs stand once.',
      ru: 'Шаги вне окна исходного события; одинаковые шаги подряд и повторяющиеся пары стоят один раз.',
    },
  },
  path_share: {
    label: { en: 'Share of all', ru: 'Доля от всех' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Of all contacts with the anchor, the share who went this way.',
      ru: 'Какая доля всех клиентов с исходным событием так прошла.',
    },
    formula: {
      en: 'Contacts of the ribbon ÷ all contacts with the anchor in the period',
      ru: 'Клиенты ленты ÷ все клиенты с исходным событием в периоде',
    },
    exclusions: NOTHING_LEFT_OUT,
    sample: 'path_contacts',
  },
  path_contacts_open: {
    label: { en: 'Still open', ru: 'Ещё не закончено' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Of these contacts, those whose window is not over yet: more steps may follow.',
      ru: 'Те из этих клиентов, у кого окно ещё не закончилось: шаги могут добавиться.',
    },
    formula: {
      en: 'Contacts whose anchor + window lies after the moment of asking',
      ru: 'Клиенты, у которых исходное событие + окно позже момента запроса',
    },
    exclusions: {
      en: 'Nobody, when it is asked what led to the anchor: what came before is known.',
      ru: 'Никого, если спрашивают, что привело к событию: прошлое уже известно.',
    },
  },
} as const satisfies Record<string, Metric>;
