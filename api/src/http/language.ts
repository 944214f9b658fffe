import { type Language } from '@parley/contracts';
import { type FastifyRequest } from 'fastify';

/** The language of the reader: the one a signed-in user chose, else the first of `Accept-Language` that we speak. */
export function languageOf(request: FastifyRequest): Language {
  if (request.access?.kind === 'user' && request.access.language !== null) return request.access.language;
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = rest.map((item) => item.trim()).find((item) => item.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag.startsWith('ru')) return 'ru';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}
