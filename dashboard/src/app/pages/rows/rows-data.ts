import { HttpClient } from '@angular/common/http';
import { DestroyRef, Injectable, type Signal, effect, inject, signal, untracked } from '@angular/core';
import { ROW_REPORTS, type RowsMeta, rowsAnswer } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { Row } from '../../reports/reading';
import { type ReportParams, reportUrl } from '../../reports/report-url';
import { type Failure, failureOf } from '../../session/failure';
import { Session } from '../../session/session';
import type { Listed } from './rows-query';

/** The api gives so many rows at once. */
const PAGE = 500;

export interface RowsQuestion {
  workspaceId: string;
  report: Listed;
  params: ReportParams;
  shown: number;
}

export interface Loaded {
  url: string;
  meta: RowsMeta;
  rows: readonly Row[];
}

/** The rows that were looked at last: whoever comes back from a dialogue finds them as they were, and the row they left from. */
@Injectable({ providedIn: 'root' })
export class RowsKept {
  loaded: { user: string; loaded: Loaded } | null = null;
  opened: string | null = null;
}

/** Loads the rows of a question step by step, all judged by the moment of the first step. */
@Injectable()
export class RowsData {
  readonly #http = inject(HttpClient);
  readonly #kept = inject(RowsKept);
  readonly #user = inject(Session).me()?.user.user_id ?? '';
  readonly #loaded = signal<Loaded | null>(null);
  /** The rows to show; those of the question before while the next are on their way. */
  readonly loaded = this.#loaded.asReadonly();
  readonly failure = signal<Failure | null>(null);
  readonly isLoading = signal(false);
  /** The rows were there already when the page was opened. */
  wasKept = false;
  #turn = 0;
  #question: RowsQuestion | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.#turn += 1));
  }

  /** Follows the question. Must be called in an injection context. */
  follow(question: Signal<RowsQuestion | null>): void {
    effect(() => {
      const asked = question();
      untracked(() => {
        if (asked) void this.#load(asked);
      });
    });
  }

  /** Asks anew, judged by this moment. */
  refresh(): void {
    if (this.#question) void this.#load(this.#question, true);
  }

  async #load(asked: RowsQuestion, isFresh = false): Promise<void> {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    this.#question = asked;
    const url = reportUrl(asked.workspaceId, asked.report, asked.params);
    const before = isFresh ? null : this.#known(url);
    if (before && (before.rows.length >= asked.shown || before.meta.next_cursor === null)) {
      this.#show(before);
      this.failure.set(null);
      return;
    }
    this.isLoading.set(true);
    try {
      let loaded = before;
      while (isCurrent() && needsMore(loaded, asked.shown)) {
        loaded = await this.#page(asked, url, loaded);
        if (isCurrent()) this.#show(loaded);
      }
      if (isCurrent()) this.failure.set(null);
    } catch (error) {
      if (isCurrent()) this.failure.set(failureOf(error));
    } finally {
      if (isCurrent()) this.isLoading.set(false);
    }
  }

  async #page(asked: RowsQuestion, url: string, before: Loaded | null): Promise<Loaded> {
    const had = before?.rows ?? [];
    const limit = Math.min(PAGE, asked.shown - had.length);
    const cursor = before?.meta.next_cursor;
    const address = reportUrl(asked.workspaceId, asked.report, { ...asked.params, limit });
    const raw = await firstValueFrom(this.#http.get(cursor ? `${address}&cursor=${cursor}` : address));
    const { meta, rows } = rowsAnswer(ROW_REPORTS[asked.report].row).parse(raw);
    return { url, meta, rows: [...had, ...rows] };
  }

  #known(url: string): Loaded | null {
    const mine = this.#loaded();
    if (mine?.url === url) return mine;
    const kept = this.#kept.loaded;
    if (kept?.user !== this.#user || kept.loaded.url !== url) return null;
    this.wasKept = mine === null;
    return kept.loaded;
  }

  #show(loaded: Loaded): void {
    this.#loaded.set(loaded);
    this.#kept.loaded = { user: this.#user, loaded };
  }
}

const needsMore = (loaded: Loaded | null, shown: number): boolean =>
  loaded === null || (loaded.rows.length < shown && loaded.meta.next_cursor !== null);
