import { contactsOf, type Link } from './contacts-of.js';

const merge = (identityId: string, otherIdentityId: string, at = 1): Link => ({
  isMerge: true,
  identityId,
  otherIdentityId,
  at,
});
const split = (identityId: string, otherIdentityId: string, at = 2): Link => ({
  ...merge(identityId, otherIdentityId, at),
  isMerge: false,
});
const groups = (...links: Link[]) =>
  Object.fromEntries(contactsOf(links).map(({ identityId, contactId }) => [identityId, contactId]));

describe('contactsOf', () => {
  it('has nobody merged who was not', () => {
    expect(groups()).toEqual({});
    expect(groups(merge('1', '1'))).toEqual({});
  });

  it('counts whoever hangs together as the lowest of them, as numbers', () => {
    expect(groups(merge('9', '10'), merge('10', '11'), merge('5', '6'))).toEqual({
      '9': '9',
      '10': '9',
      '11': '9',
      '5': '5',
      '6': '5',
    });
  });

  it('takes a merge back, and lets it be made again', () => {
    expect(groups(merge('1', '2'), split('2', '1'))).toEqual({});
    expect(groups(merge('1', '2'), split('2', '1'), merge('2', '1'))).toEqual({ '1': '1', '2': '1' });
    expect(groups(split('1', '2'), merge('1', '2'))).toEqual({ '1': '1', '2': '1' });
  });

  it('takes out of all merges whom others still hold together with the one he is split from', () => {
    const chain = [merge('1', '2'), merge('2', '3')];
    expect(groups(...chain, split('3', '1'))).toEqual({ '1': '1', '2': '1' });
    expect(groups(...chain, split('1', '3'))).toEqual({ '2': '2', '3': '2' });
    // Whom nobody else holds stays with his others.
    expect(groups(merge('1', '2'), merge('1', '3'), split('1', '3'))).toEqual({ '1': '1', '2': '1' });
  });

  it('splits one from all others and leaves those together, also whom only it had joined', () => {
    const chain = [merge('1', '2', 10), merge('2', '3', 30), merge('2', '4', 20)];
    expect(groups(...chain, split('2', '0', 40))).toEqual({ '1': '1', '3': '1', '4': '1' });
    expect(groups(...chain, split('1', '0', 40))).toEqual({ '2': '2', '3': '2', '4': '2' });
    expect(groups(merge('1', '2'), split('1', '0'))).toEqual({});
    expect(groups(split('1', '0'), merge('1', '2'))).toEqual({ '1': '1', '2': '1' });
    expect(groups(...chain, split('2', '0', 40), merge('4', '2', 50))).toEqual({
      '1': '1',
      '2': '1',
      '3': '1',
      '4': '1',
    });
  });

  it('tells the latest merge that a contact is made of', () => {
    expect(contactsOf([merge('1', '2', 10), merge('2', '3', 30), merge('4', '5', 20)])).toEqual([
      { identityId: '1', contactId: '1', mergedAt: 30 },
      { identityId: '2', contactId: '1', mergedAt: 30 },
      { identityId: '3', contactId: '1', mergedAt: 30 },
      { identityId: '4', contactId: '4', mergedAt: 20 },
      { identityId: '5', contactId: '4', mergedAt: 20 },
    ]);
  });
});
