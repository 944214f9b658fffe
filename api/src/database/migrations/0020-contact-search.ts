import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Finding people by what they are called. TRICKY: an index of words that begin with the number of the workspace, not an
 * extension (trigrams are not everywhere) and not the database's own letters: where its locale is C, `lower` knows Latin
 * letters only, so Cyrillic ones are named here. Never edited once released.
 */
export class ContactSearch1795600000020 implements MigrationInterface {
  readonly name = 'ContactSearch1795600000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE profiles ADD COLUMN customer_id text`);
    // Keep in step with api/src/contacts/search-words.ts, which takes a question apart in the same way.
    await runner.query(`CREATE FUNCTION parley_words(workspace_id integer, told text) RETURNS tsvector
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_to_tsvector(array_agg(DISTINCT workspace_id || ' ' || left(word, 64))), ''::tsvector)
        FROM regexp_split_to_table(
          translate(
            lower(told),
            'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎё',
            'абвгдеежзийклмнопрстуфхцчшщъыьэюяіїєґўе'
          ),
          '[][\\s!-/:-@\\\\^_\`{|}~«»„“”‘’…·–—]+'
        ) AS word
        WHERE word <> ''
      $$`);
    // Digits only; of Russian numbers the trunk prefix 8 is the country code 7. Too short to be one person's: none.
    await runner.query(`CREATE FUNCTION parley_phone(told text) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE
          WHEN length(digits) < 10 OR length(digits) > 15 THEN NULL
          WHEN length(digits) = 11 AND digits LIKE '8%' AND told NOT LIKE '+%' THEN '7' || substr(digits, 2)
          ELSE digits
        END
        FROM (SELECT regexp_replace(regexp_replace(told, '[^0-9]', '', 'g'), '^00', '') AS digits) AS told_digits
      $$`);
    await runner.query(`CREATE INDEX profiles_contact_words ON profiles
      USING gin (parley_words(workspace_id, coalesce(name, '') || ' ' || coalesce(username, ''))) WHERE kind = 'contact'`);
    await runner.query(`CREATE INDEX profiles_contact_phone ON profiles (workspace_id, parley_phone(phone))
      WHERE kind = 'contact' AND phone IS NOT NULL`);
    await runner.query(`CREATE INDEX profiles_contact_email ON profiles (workspace_id, lower(email))
      WHERE kind = 'contact' AND email IS NOT NULL`);
    await runner.query(`CREATE INDEX profiles_contact_customer ON profiles (workspace_id, customer_id)
      WHERE kind = 'contact' AND customer_id IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
