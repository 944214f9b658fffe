import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashPassword, newPassword, verifyPassword } from './password.js';
import { Vault } from './vault.js';

describe('Vault', () => {
  const vault = new Vault(randomBytes(32));

  it('opens what it sealed, and never seals alike', () => {
    const sealed = vault.seal('a', 'секрет');
    expect(vault.open('a', sealed)).toBe('секрет');
    expect(vault.seal('a', 'секрет')).not.toBe(sealed);
    expect(sealed).not.toContain('секрет');
  });

  it.each([
    ['for another purpose', (sealed: string) => vault.open('b', sealed)],
    ['with another key', (sealed: string) => new Vault(randomBytes(32)).open('a', sealed)],
    ['with a changed end', (sealed: string) => vault.open('a', `${sealed.slice(0, -4)}AAAA`)],
    ['with a shortened tag', (sealed: string) => vault.open('a', sealed.slice(0, -6))],
    ['of an unknown form', () => vault.open('a', 'v2.x.y.z')],
  ])('refuses a secret %s', (_, open) => {
    expect(() => open(vault.seal('a', 'secret'))).toThrow();
  });
});

describe('a password', () => {
  it('is known by its hash alone', async () => {
    const hash = await hashPassword('пароль кота');
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(await verifyPassword('пароль кота', hash)).toBe(true);
    expect(await verifyPassword('пароль кита', hash)).toBe(false);
    expect(await verifyPassword('', 'none')).toBe(false);
  });

  it('that we make can be read aloud', () => {
    expect(newPassword()).toMatch(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/);
  });
});
