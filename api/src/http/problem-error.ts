import { type Localized, type ProblemCode } from '@parley/contracts';

export interface PartError {
  path: string;
  message: string;
}

/** A refusal with a stable code; sent as problem details in the reader's language. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    /** What happened and what to do, in both languages. */
    readonly detail: Localized,
    readonly more: { errors?: PartError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail.en);
  }
}

/** The HTTP status and the title of each code. */
export const PROBLEMS: Record<ProblemCode, { status: number; title: Localized }> = {
  invalid_request: { status: 400, title: { en: 'The request is wrong', ru: 'Неверный запрос' } },
  not_signed_in: { status: 401, title: { en: 'Not signed in', ru: 'Вход не выполнен' } },
  wrong_credentials: {
    status: 401,
    title: { en: 'Wrong e-mail or password', ru: 'Неверная почта или пароль' },
  },
  not_allowed: { status: 403, title: { en: 'Not allowed', ru: 'Недостаточно прав' } },
  not_found: { status: 404, title: { en: 'Not found', ru: 'Не найдено' } },
  conflict: { status: 409, title: { en: 'Already there', ru: 'Уже существует' } },
  wait_changed: { status: 409, title: { en: 'The wait has changed', ru: 'Ожидание изменилось' } },
  payload_too_large: { status: 413, title: { en: 'The request is too large', ru: 'Слишком большой запрос' } },
  unsupported_media_type: { status: 415, title: { en: 'Send JSON', ru: 'Нужен JSON' } },
  too_many_requests: { status: 429, title: { en: 'Too many attempts', ru: 'Слишком много попыток' } },
  unknown_segment: { status: 400, title: { en: 'Unknown segment', ru: 'Неизвестный сегмент' } },
  period_invalid: { status: 400, title: { en: 'The period is wrong', ru: 'Неверный период' } },
  too_many_buckets: { status: 400, title: { en: 'Too many points', ru: 'Слишком много точек' } },
  query_too_heavy: { status: 422, title: { en: 'The question is too heavy', ru: 'Слишком тяжёлый запрос' } },
  store_unavailable: { status: 503, title: { en: 'The store does not answer', ru: 'Хранилище не отвечает' } },
  internal_error: { status: 500, title: { en: 'Something went wrong', ru: 'Что-то пошло не так' } },
};

/** Also given for what exists but belongs to somebody else: nobody learns what is there. */
export const notFound = (): ProblemError =>
  new ProblemError('not_found', {
    en: 'There is nothing at this address, or it is not yours.',
    ru: 'По этому адресу ничего нет, или это не ваше.',
  });

export const notSignedIn = (): ProblemError =>
  new ProblemError('not_signed_in', {
    en: 'Sign in, or send an API key as «Authorization: Bearer …».',
    ru: 'Войдите или передайте ключ API: «Authorization: Bearer …».',
  });

export const notAllowed = (): ProblemError =>
  new ProblemError('not_allowed', {
    en: 'Your role does not allow this. Ask an owner of the workspace.',
    ru: 'Ваша роль этого не позволяет. Обратитесь к владельцу рабочего пространства.',
  });

export const conflict = (detail: Localized): ProblemError => new ProblemError('conflict', detail);

export const invalidRequest = (errors: PartError[]): ProblemError =>
  new ProblemError(
    'invalid_request',
    {
      en: `Check: ${list(errors)}.`,
      ru: `Проверьте: ${list(errors)}.`,
    },
    { errors },
  );

const list = (errors: PartError[]) => [...new Set(errors.map((error) => error.path || '(body)'))].join(', ');

export const storeUnavailable = (): ProblemError =>
  new ProblemError(
    'store_unavailable',
    {
      en: 'The store is starting or restarting. Nothing is lost; try again in a few seconds.',
      ru: 'Хранилище запускается или перезапускается. Ничего не потеряно; повторите через несколько секунд.',
    },
    { retryAfterSeconds: 3 },
  );
