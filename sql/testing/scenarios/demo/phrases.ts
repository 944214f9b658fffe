export type Tongue = 'ru' | 'en';
type Phrases = Record<Tongue, readonly string[]>;

export const QUESTIONS: Phrases = {
  ru: [
    'Здравствуйте! Есть в наличии?',
    'Сколько стоит доставка в Казань?',
    'Подскажите, когда привезут заказ?',
    'Можно ли оплатить картой при получении?',
    'Какие размеры остались?',
    'Добрый день, хочу вернуть товар',
    'А скидка ещё действует?',
    'Где посмотреть статус заказа?',
    'Нужна помощь с выбором',
    'Не приходит код подтверждения',
  ],
  en: [
    'Hello! Is it in stock?',
    'How much is delivery?',
    'When will my order arrive?',
    'Can I pay by card on delivery?',
    'Which sizes are left?',
    'Hi, I would like to return an item',
    'Is the discount still valid?',
    'Where can I see the status of my order?',
    'I need help choosing',
    'The confirmation code does not arrive',
  ],
};

export const DETAILS: Phrases = {
  ru: [
    'Заказ 10482',
    'Мне нужен синий',
    'Да, удобно завтра после шести',
    'А если самовывоз?',
    'Вот фото',
    'Размер M',
  ],
  en: ['Order 10482', 'The blue one', 'Tomorrow after six is fine', 'And if I pick it up?', 'Size M, please'],
};

export const ANSWERS: Phrases = {
  ru: [
    'Здравствуйте! Да, есть в наличии',
    'Сейчас проверю и вернусь с ответом',
    'Доставим завтра с 10 до 18',
    'Подскажите, пожалуйста, номер заказа',
    'Отложили для вас до вечера',
    'Вернуть можно в течение 14 дней',
  ],
  en: [
    'Hello! Yes, it is in stock',
    'Let me check and come back to you',
    'We deliver tomorrow from 10 to 18',
    'Could you tell me the order number?',
    'We will keep it for you until the evening',
    'You can return it within 14 days',
  ],
};

export const BOT_ANSWERS: Phrases = {
  ru: [
    'Я бот магазина. Выберите раздел: заказ, доставка, возврат',
    'Ваш заказ в пути',
    'Ответ есть в разделе «Доставка»',
  ],
  en: [
    'I am the shop bot. Choose a topic: order, delivery, returns',
    'Your order is on its way',
    'See “Delivery”',
  ],
};

export const AUTO_REPLIES: Phrases = {
  ru: ['Спасибо за сообщение! Мы работаем с 9 до 21 и ответим утром'],
  en: ['Thank you for writing! We work from 9 to 21 and will answer in the morning'],
};

/** All of them are among the default closing courtesies. */
export const THANKS: Phrases = {
  ru: ['Спасибо', 'Спасибо большое!', 'Хорошо, спасибо', 'Понятно', '👍'],
  en: ['Thanks', 'Thank you!', 'Great, thanks', 'Got it', '👍'],
};
