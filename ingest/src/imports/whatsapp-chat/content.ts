import type { ContentKind } from '@parley/contracts';

/** What a text of the export stands for. `skip`: nothing that one person said to another, by kind. */
export type Content = { kind: ContentKind; text: string } | { skip: string };

/** Words of WhatsApp for what is not text, in English and Russian; German, Spanish and French where they differ. */
const OMITTED: readonly (readonly [RegExp, ContentKind])[] = [
  [
    /^(image|photo|изображение|фото|bild|imagen|image) (omitted|опущено|пропущено|weggelassen|omitida|absente)$/i,
    'photo',
  ],
  [/^(video|видео|vidéo) (omitted|опущено|пропущено|weggelassen|omitido|absente)$/i, 'video'],
  [/^(audio|аудио) (omitted|опущено|пропущено|weggelassen|omitido|absent)$/i, 'voice'],
  [/^(sticker|стикер) (omitted|опущен|пропущен|weggelassen|omitido|absent)o?$/i, 'sticker'],
  [/^(GIF) (omitted|опущено|пропущено|weggelassen|omitido|absent)$/i, 'animation'],
  [/^(contact card|карточка контакта|kontaktkarte) (omitted|опущена|пропущена|weggelassen)$/i, 'contact'],
  [
    /^(.* )?(document|документ|dokument|documento) (omitted|опущен|пропущен|weggelassen|omitido|absent)$/i,
    'file',
  ],
  [/^<(media omitted|без медиафайлов|medien ausgeschlossen|multimedia omitido|médias omis)>$/i, 'other'],
  [/^null$/, 'other'],
];
const BY_ENDING: Readonly<Record<string, ContentKind>> = {
  jpg: 'photo',
  jpeg: 'photo',
  png: 'photo',
  mp4: 'video',
  opus: 'voice',
  ogg: 'voice',
  m4a: 'audio',
  mp3: 'audio',
  webp: 'sticker',
  vcf: 'contact',
  gif: 'animation',
};
const ATTACHED =
  /^(?:<(?:attached|прикреплено|anhang|adjunto|pièce jointe)\s?: ([^>]+)>|(.+\.\w{2,5}) \((?:file attached|файл добавлен|datei angehängt|archivo adjunto|fichier joint)\))$/i;
const EDITED = /\s*<(this message was edited|сообщение изменено|данное сообщение изменено)>$/i;
const DELETED =
  /^(this message was deleted|you deleted this message|данное сообщение удалено|это сообщение удалено|вы удалили данное сообщение)\.?$/i;
const LOCATION = /^(location|местоположение|геопозиция|standort|ubicación|live location shared)\b/i;
const POLL = /^(poll|опрос):/i;
const CALL =
  /(missed (group )?(voice|video) call|^(voice|video) call|пропущенный (групповой )?(аудио|видео)?звонок|^(аудио|видео)звонок)/i;
const ENCRYPTION =
  /end-to-end encrypted|сквозным шифрованием|ende-zu-ende|cifrados? de extremo a extremo|chiffrés de bout en bout/i;

/** Source of the words: exports of WhatsApp 2.24–2.26 on both systems (checked 2026-11-24). */
export function contentOf(raw: string, isMarked: boolean): Content {
  const [first = '', ...more] = raw.replace(EDITED, '').split('\n');
  const caption = more.join('\n').trim();
  const head = first.trim();
  if (DELETED.test(head)) return { skip: 'deleted_message' };
  const omitted = OMITTED.find(([words]) => words.test(head));
  if (omitted) return { kind: omitted[1], text: caption };
  const attached = ATTACHED.exec(head);
  if (attached) return { kind: kindOfFile(attached[1] ?? attached[2] ?? ''), text: caption };
  if (isMarked && LOCATION.test(head)) return { kind: 'location', text: '' };
  if (isMarked && POLL.test(head)) return { kind: 'poll', text: '' };
  if (isMarked && CALL.test(head)) return { skip: 'call' };
  // TRICKY: whoever wrote a word like «Missed voice call» by hand has no mark before it on iOS; Android marks nothing.
  if (ENCRYPTION.test(head)) return { skip: 'service_message' };
  const text = [head, ...more].join('\n').trim();
  return { kind: text === '' ? 'other' : 'text', text };
}

function kindOfFile(name: string): ContentKind {
  return BY_ENDING[/\.(\w+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? ''] ?? 'file';
}
