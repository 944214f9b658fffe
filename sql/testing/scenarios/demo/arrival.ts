import type { Channel } from '@parley/contracts';
import { SECOND } from './rhythm.js';
import { add, happens, wholeSecond, type Person, type World } from './world.js';

/** The touch that brings a person, as far as the platform tells it; gives the moment of the first message. */
export function arrive(world: World, person: Person, at: number): number {
  const { random } = world;
  const { campaign, stage } = person;
  const carried = campaign ? { ref: campaign.ref, link_id: campaign.link_id } : {};
  if (campaign && random.chance(0.35)) click(world, person, at - random.between(4, 90) * SECOND);

  switch (stage.opens_with) {
    case 'start':
      happens(world, person, at, { type: 'conversation_started', ...carried });
      break;
    case 'referral': {
      if (!campaign) break;
      const isAd = campaign.medium === 'cpc' && stage.channel !== 'vk';
      const ad = isAd ? { ad_id: `ad-${campaign.link_id}-${random.between(1, 4)}` } : {};
      const { source, medium, campaign: name } = campaign;
      happens(world, person, at, {
        type: 'referral_received',
        ...carried,
        source,
        medium,
        campaign: name,
        ...ad,
      });
      break;
    }
    case 'widget':
      seeWidget(
        world,
        person,
        at - random.between(10, 200) * SECOND,
        `v-${person.contact.id}-${world.events.length}`,
      );
      happens(world, person, at, { type: 'widget_opened', ...carried });
      break;
    case 'nothing':
      break;
  }
  return at + random.between(4, 120) * SECOND;
}

/** Somebody clicks and never arrives; or sees the widget and goes on. */
export function passBy(world: World, person: Person, at: number): void {
  if (person.stage.opens_with === 'widget') seeWidget(world, person, at, `p-${world.events.length}`);
  else if (person.campaign) click(world, person, at);
}

function click(world: World, { account_id, campaign }: Person, at: number): void {
  if (!campaign) return;
  const { link_id, source, medium, campaign: name } = campaign;
  const visitor_id = `click-${world.events.length}`;
  const occurred_at = wholeSecond(at);
  const id = visitor_id;
  const given = { link_id, source, medium, campaign: name };
  add(world, { type: 'link_clicked', id, account_id, occurred_at, visitor_id, ...given });
}

function seeWidget(world: World, { account_id }: Person, at: number, visitor_id: string): void {
  add(world, {
    type: 'widget_shown',
    id: `${visitor_id}-shown`,
    account_id,
    occurred_at: wholeSecond(at),
    visitor_id,
  });
}

/** Says that a subscription began, on channels that say so. */
export function subscribe(world: World, person: Person, at: number): void {
  const share = SAYS_SUBSCRIBED[person.stage.channel] ?? 0;
  if (world.random.chance(share)) happens(world, person, at + SECOND, { type: 'subscribed' });
}

const SAYS_SUBSCRIBED: Partial<Record<Channel, number>> = { viber: 1, vk: 0.6, whatsapp: 0.25, web: 0.15 };
