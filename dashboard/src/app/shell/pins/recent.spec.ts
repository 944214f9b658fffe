import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '../../session/session';
import { ViewState } from '../view-state';
import { Recent, withPlace, withoutSearch } from './recent';
import { MOST_RECENT, type RecentPlace, forgetRecent } from './recent-store';

const place = (address: string, name = address) => ({ name, address });
const after = (...places: RecentPlace[]) =>
  places.reduce((all, each) => withPlace(all, each), [] as RecentPlace[]).map(({ address }) => address);

describe('recent places', () => {
  it('have the latest first, each page once as it was last seen', () => {
    expect(
      after(place('overview?period=today'), place('channels'), place('overview?period=last_7_days')),
    ).toEqual(['overview?period=last_7_days', 'channels']);
  });

  it('tell rows of different reports apart, and are no more than ten', () => {
    expect(after(place('rows?report=contacts'), place('rows?report=waits'))).toHaveLength(2);
    const many = after(...Array.from({ length: 20 }, (_, n) => place(`p${n}`)));
    expect(many).toHaveLength(MOST_RECENT);
    expect(many[0]).toBe('p19');
  });

  it('hold one contact, one dialogue, one of a name: the latest', () => {
    expect(
      after(
        place('contacts/1', 'Contact'),
        place('dialogues/7-8-9', 'Dialogue'),
        place('contacts/22', 'Контакт'),
        place('contacts', 'Contacts'),
        place('agents/me', 'My numbers'),
        place('agents/5', 'Agent'),
        place('dialogues/7-8-10', 'Dialogue'),
      ),
    ).toEqual(['dialogues/7-8-10', 'agents/5', 'agents/me', 'contacts', 'contacts/22']);
    expect(after(place('accounts', 'Accounts'), place('accounts/4', 'Accounts'))).toEqual(['accounts/4']);
  });

  it('keep nobody who was sought', () => {
    expect(withoutSearch('contacts?period=today&q=%2B79001234567&refs=q%3D1')).toBe(
      'contacts?period=today&refs=q%3D1',
    );
    expect(withoutSearch('contacts?q=Anna')).toBe('contacts');
    expect(after(place('contacts?q=Anna&order=x', 'Contacts'))).toEqual(['contacts?order=x']);
  });

  it('are those of one person, and are gone after signing out', () => {
    localStorage.clear();
    const me = signal<{ user: { user_id: string } } | null>({ user: { user_id: '1' } });
    TestBed.configureTestingModule({
      providers: [
        Recent,
        { provide: Session, useValue: { me } },
        { provide: ViewState, useValue: { workspaceId: signal('3') } },
      ],
    });
    const recent = TestBed.inject(Recent);
    recent.visit(place('contacts?q=Anna', 'Contacts'));
    expect(recent.places()).toEqual([place('contacts', 'Contacts')]);
    expect(JSON.stringify({ ...localStorage })).not.toContain('Anna');
    me.set({ user: { user_id: '2' } });
    expect(recent.places()).toEqual([]);

    localStorage.setItem('parley.shortcuts', 'off');
    me.set(null);
    forgetRecent();
    recent.visit(place('overview'));
    expect(Object.keys(localStorage)).toEqual(['parley.shortcuts']);
    localStorage.clear();
  });
});
