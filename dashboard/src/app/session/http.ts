import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { I18n } from '../i18n/i18n';
import { Session } from './session';

/** Says which language the reader wants, and leads to the sign-in when the session has ended. */
export const apiInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/')) return next(request);
  const router = inject(Router);
  const session = inject(Session);
  const language = inject(I18n).language();
  return next(request.clone({ setHeaders: { 'Accept-Language': language } })).pipe(
    catchError((error: unknown) => {
      const ended = error instanceof HttpErrorResponse && error.status === 401 && session.me() !== null;
      if (ended) {
        session.forget();
        void router.navigate(['/sign-in'], { queryParams: { return: router.url } });
      }
      return throwError(() => error);
    }),
  );
};
