import { type Language, type Localized } from '@parley/contracts';

/** The language of the terminal: Russian where the locale says so, else English. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^ru/i.test(locale) ? 'ru' : 'en';
}

/** Why Parley could not start. `text` is one line that ends with what to do about it. */
export class StartError extends Error {
  constructor(
    readonly code: StartErrorCode,
    readonly text: Localized,
  ) {
    super(text.en);
  }
}

export type StartErrorCode =
  | 'wrong_setting'
  | 'data_folder_in_use'
  | 'data_folder_not_writable'
  | 'data_folder_newer'
  | 'disk_nearly_full'
  | 'port_taken_by_parley'
  | 'port_taken'
  | 'port_not_allowed'
  | 'no_embedded_engine'
  | 'part_did_not_start'
  | 'first_start_failed';
