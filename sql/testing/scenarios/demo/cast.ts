import type { Channel } from '@parley/contracts';
import type { Tongue } from './phrases.js';

/** A person who answers. Hours are local to {@link DEMO_TIME_ZONE}; days count from Monday = 0. */
export interface Agent {
  /** Null for whoever answers in the messenger's own app: the platform does not say who it was. */
  id: string | null;
  name: string;
  channels: readonly Channel[];
  /** The median of this agent's answers while on shift. */
  pace_seconds: number;
  days: readonly number[];
  from_hour: number;
  to_hour: number;
}

const WEEKDAYS = [0, 1, 2, 3, 4];

export const AGENTS: readonly Agent[] = [
  agent('a1', 'Анна Смирнова', ['telegram'], 170, WEEKDAYS, 9, 18),
  agent('a2', 'Олег Кузнецов', ['telegram'], 320, [1, 2, 3, 4, 5, 6], 12, 21),
  agent('a3', 'Мария Иванова', ['vk'], 640, [0, 1, 2, 3, 4, 5], 10, 20),
  agent('a4', 'Дмитрий Соколов', ['viber'], 1150, [0, 1, 2, 3, 4, 5], 10, 19),
  agent('a5', 'Emma Brown', ['whatsapp'], 260, WEEKDAYS, 9, 18),
  agent('a6', 'James Carter', ['whatsapp'], 1500, [2, 3, 4, 5, 6], 11, 20),
  agent('a7', 'София Волкова', ['instagram'], 480, [0, 2, 3, 4, 5, 6], 10, 21),
  agent(null, '', ['messenger', 'max', 'web', 'botframework'], 700, [0, 1, 2, 3, 4, 5, 6], 10, 20),
];

function agent(
  id: string | null,
  name: string,
  channels: readonly Channel[],
  pace_seconds: number,
  days: readonly number[],
  from_hour: number,
  to_hour: number,
): Agent {
  return { id, name, channels, pace_seconds, days, from_hour, to_hour };
}

/** How an event names an agent; nothing where the platform does not. */
export const named = ({ id, name }: Agent) => (id === null ? {} : { agent: { id, name } });

/** How a channel of the demo behaves: what its platform tells, and who stands in front. */
export interface Stage {
  channel: Channel;
  /** How often a new contact comes through it. */
  weight: number;
  /** The share of contacts who write Russian. */
  russian: number;
  /** How a conversation begins before the first message. */
  opens_with: 'start' | 'referral' | 'widget' | 'nothing';
  has_bot: boolean;
  /** A helpdesk assigns and resolves here. */
  has_helpdesk: boolean;
  reports_reads: boolean;
  /** What ends a subscription here, or nothing. */
  leaves_by: 'blocked' | 'unsubscribed' | null;
}

export const STAGES: readonly Stage[] = [
  stage('telegram', 26, 0.85, 'start', { has_bot: true, leaves_by: 'blocked' }),
  stage('whatsapp', 20, 0.7, 'referral', {
    has_helpdesk: true,
    reports_reads: true,
    leaves_by: 'unsubscribed',
  }),
  stage('vk', 14, 0.99, 'referral', { reports_reads: true, leaves_by: 'unsubscribed' }),
  stage('viber', 10, 0.8, 'start', { has_bot: true, reports_reads: true, leaves_by: 'unsubscribed' }),
  stage('instagram', 9, 0.5, 'referral', { reports_reads: true }),
  stage('messenger', 8, 0.25, 'start', { reports_reads: true }),
  stage('max', 6, 0.99, 'start', { leaves_by: 'blocked' }),
  stage('web', 5, 0.75, 'widget', {}),
  stage('botframework', 2, 0.2, 'start', { has_bot: true }),
];

function stage(
  channel: Channel,
  weight: number,
  russian: number,
  opens_with: Stage['opens_with'],
  more: Partial<Stage>,
): Stage {
  return {
    channel,
    weight,
    russian,
    opens_with,
    has_bot: false,
    has_helpdesk: false,
    reports_reads: false,
    leaves_by: null,
    ...more,
  };
}

/** Where people come from. The campaign's links carry the ref; null is a direct arrival. */
export interface Campaign {
  ref: string;
  source: string;
  medium: string;
  campaign: string;
  link_id: number;
  weight: number;
  /** The part of the 90 days in which it runs, 0–1. */
  from: number;
  to: number;
}

export const CAMPAIGNS: readonly Campaign[] = [
  campaign('vk_ads-autumn_sale', 'vk_ads', 'cpc', 'autumn_sale', 101, 30, 0, 0.55),
  campaign('yandex-brand', 'yandex', 'cpc', 'brand', 102, 22, 0, 1),
  campaign('instagram-lookbook', 'instagram', 'social', 'lookbook', 103, 16, 0.2, 1),
  campaign('blogger_masha-review', 'blogger_masha', 'influencer', 'review', 104, 18, 0.35, 0.5),
  campaign('email-digest', 'email', 'email', 'digest', 105, 10, 0, 1),
  campaign('google-black_friday', 'google', 'cpc', 'black_friday', 106, 34, 0.7, 1),
  campaign('qr-shop_window', 'shop', 'offline', 'shop_window', 107, 8, 0.1, 1),
];

function campaign(
  ref: string,
  source: string,
  medium: string,
  name: string,
  link_id: number,
  weight: number,
  from: number,
  to: number,
): Campaign {
  return { ref, source, medium, campaign: name, link_id, weight, from, to };
}

const NAMES: Record<Tongue, readonly string[]> = {
  ru: [
    'Алексей',
    'Мария',
    'Иван',
    'Елена',
    'Сергей',
    'Ольга',
    'Никита',
    'Татьяна',
    'Павел',
    'Юлия',
    'Артём',
    'Дарья',
  ],
  en: ['Liam', 'Olivia', 'Noah', 'Ava', 'Lucas', 'Mia', 'Ethan', 'Chloe', 'Daniel', 'Grace'],
};
const INITIALS: Record<Tongue, string> = { ru: 'АБВГДЗКЛМНПРСТ', en: 'ABCDEGHJKLMNPRSTW' };

/** A made-up name: a first name and an initial. */
export function nameOf(tongue: Tongue, number: number): string {
  const names = NAMES[tongue];
  const initials = INITIALS[tongue];
  return `${names[number % names.length] ?? ''} ${initials[(number * 7) % initials.length] ?? ''}.`;
}

/** The products that are ordered, with prices in roubles. */
export const PRODUCTS = [
  { product_id: 'p1', name: 'Рюкзак', price: 4990 },
  { product_id: 'p2', name: 'Куртка', price: 12_900 },
  { product_id: 'p3', name: 'Футболка', price: 1790 },
  { product_id: 'p4', name: 'Кроссовки', price: 8490 },
  { product_id: 'p5', name: 'Термос', price: 2290 },
] as const;

export const DEMO_TIME_ZONE = 'Europe/Moscow';
