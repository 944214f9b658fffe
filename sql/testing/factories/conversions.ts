import { type InputOf, ofAnna, type Stated } from './defaults.js';

export const aGoal = (stated: Stated<'goal_reached'> = {}): InputOf<'goal_reached'> => ({
  type: 'goal_reached',
  ...ofAnna(),
  goal: 'qualified',
  ...stated,
});

export const anOrder = (stated: Stated<'order_placed'> = {}): InputOf<'order_placed'> => ({
  type: 'order_placed',
  ...ofAnna(),
  ...stated,
});

export const aPurchase = (stated: Stated<'purchase_completed'> = {}): InputOf<'purchase_completed'> => ({
  type: 'purchase_completed',
  ...ofAnna(),
  order_id: 'order-1',
  amount: '1490.00',
  currency: 'RUB',
  ...stated,
});

export const aRefund = (stated: Stated<'purchase_refunded'> = {}): InputOf<'purchase_refunded'> => ({
  type: 'purchase_refunded',
  ...ofAnna(),
  order_id: 'order-1',
  amount: '1490.00',
  currency: 'RUB',
  ...stated,
});

export const aProductView = (stated: Stated<'product_viewed'> = {}): InputOf<'product_viewed'> => ({
  type: 'product_viewed',
  ...ofAnna(),
  items: [{ product_id: 'mug' }],
  ...stated,
});
