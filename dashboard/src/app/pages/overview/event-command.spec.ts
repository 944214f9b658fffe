import { event } from '@parley/contracts';
import { PLACEHOLDERS, eventCommand } from './event-command';

describe('eventCommand', () => {
  it('sends an event that the contract accepts', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const command = eventCommand('http://127.0.0.1:4301', now, { account_id: '7', key: 'secret' });
    expect(command).toContain('curl http://127.0.0.1:4301/v1/events');
    expect(command).toContain('Bearer secret');
    const body = /-d '([^']+)'/.exec(command)?.[1] ?? '';
    expect(event.parse(JSON.parse(body))).toMatchObject({ type: 'message_received', account_id: '7' });
  });

  it('says what is missing while nothing has been made', () => {
    expect(eventCommand('http://localhost', new Date(0), PLACEHOLDERS)).toContain('ACCOUNT_ID');
  });
});
