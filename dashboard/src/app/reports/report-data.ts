import { httpResource } from '@angular/common/http';
import {
  type ResourceStatus,
  type Signal,
  computed,
  effect,
  inject,
  linkedSignal,
  untracked,
} from '@angular/core';
import type { ReportMeta, ReportName, RowReportName, RowsMeta } from '@parley/contracts';
import type { z } from 'zod';
import { OtherDefinitions, besideKey } from '../definitions/other-definitions';
import { type Failure, failureOf } from '../session/failure';
import { Live } from '../shell/live';
import { ViewState } from '../shell/view-state';
import { type AnyReport, type ParamValue, type ReportParams, reportUrl } from './report-url';

export interface Answer<Row> {
  meta: ReportMeta;
  rows: Row[];
  /** Of a report with one row per thing: how many there are in all. */
  total?: number;
}

/** A server that is away is asked again by itself. */
const AGAIN_MS = 8_000;
const mayPass = ({ kind, status }: Failure) => kind === 'network' || status >= 500;

interface Asked {
  url: string | undefined;
  status: ResourceStatus;
  error: unknown;
}

interface Kept<Row> {
  workspaceId: string;
  url: string;
  params: ReportParams;
  answer: Answer<Row> | undefined;
}

/** The answer of one report for the view in the URL, with everything the four states need. */
export class ReportData<Row> {
  /** How the numbers of the period before are called, which may be official ones. */
  readonly beside = computed(() => besideKey(this.shownParams().own));

  constructor(
    readonly name: AnyReport,
    readonly params: Signal<ReportParams>,
    /** What the shown answer was asked with. */
    readonly shownParams: Signal<ReportParams>,
    /** The answer to show; the previous one while the next is on its way. Never another workspace's. */
    readonly answer: Signal<Answer<Row> | undefined>,
    /** Why there is nothing to show. Null while an older answer to the same question can be shown. */
    readonly failure: Signal<Failure | null>,
    /** The shown answer belongs to other parameters: the next one is on its way. */
    readonly isOutdated: Signal<boolean>,
    readonly isLoading: Signal<boolean>,
    readonly workspaceId: Signal<string>,
    readonly retry: () => void,
  ) {}
}

export interface Asking {
  hasGranularity?: boolean;
  /** Asked only while this is so. */
  isWanted?: () => boolean;
  /** Always by the workspace’s own definitions, whatever the screen is flipped to. */
  isOfficial?: boolean;
  /** What the report takes beside the view; what it does not take is left out. */
  own?: () => Readonly<Record<string, ParamValue>>;
}

/**
 * Asks for a report whenever the view changes and whenever the workspace has something new.
 * Must be called in an injection context, below the shell.
 */
export const reportData = <Row>(
  name: ReportName,
  answerSchema: z.ZodType<Answer<Row>>,
  asking: Asking = {},
): ReportData<Row> => ask(name, (raw) => answerSchema.parse(raw), asking);

/** The same for a report with one row per thing: the first `limit` of them, and how many there are. */
export const rowsData = <Row>(
  name: RowReportName,
  answerSchema: z.ZodType<{ meta: RowsMeta; rows: Row[] }>,
  asking: Asking & { limit: number },
): ReportData<Row> =>
  ask(
    name,
    (raw) => {
      const { meta, rows } = answerSchema.parse(raw);
      return { meta: { ...meta, previous_period: null, unavailable: {} }, rows, total: meta.total };
    },
    asking,
  );

function ask<Row>(
  name: AnyReport,
  parse: (raw: unknown) => Answer<Row>,
  {
    hasGranularity = false,
    isWanted = () => true,
    isOfficial = false,
    own,
    limit,
  }: Asking & { limit?: number },
): ReportData<Row> {
  const state = inject(ViewState);
  const live = inject(Live);
  const other = isOfficial ? null : inject(OtherDefinitions, { optional: true });
  const isFlipped = computed(() => other?.isOn() ?? false);
  const officialParams = computed<ReportParams>(() => ({
    ...state.edges(),
    time_zone: state.zone(),
    // The official numbers stand where those of the period before do.
    compare_to: isFlipped() ? 'none' : state.view().compare_to,
    ...(hasGranularity ? { granularity: state.granularity() } : {}),
    channels: state.view().channels,
    account_ids: state.view().account_ids,
    hours_of_day: state.view().hours_of_day.map(String),
    weekdays: state.view().weekdays.map(String),
    ...(own ? { own: own() } : {}),
    ...(limit === undefined ? {} : { limit }),
  }));
  const params = computed<ReportParams>(() => {
    const official = officialParams();
    return isFlipped() ? { ...official, own: { ...official.own, ...other?.asked() } } : official;
  });
  const isAsked = computed(() => !!state.workspace() && isWanted());
  const url = computed(() => (isAsked() ? reportUrl(state.workspaceId(), name, params()) : undefined));
  const resource = httpResource<Answer<Row>>(url, { parse });
  /** Beside other definitions: what the official ones say. */
  const official = httpResource<Answer<Row>>(
    () => (isAsked() && isFlipped() ? reportUrl(state.workspaceId(), name, officialParams()) : undefined),
    { parse },
  );
  const reload = () => {
    resource.reload();
    official.reload();
  };
  const answered = computed(() => {
    const answer = resource.hasValue() ? resource.value() : undefined;
    if (!answer || !isFlipped()) return answer;
    return official.hasValue() ? besideOfficial(answer, official.value()) : undefined;
  });
  effect(() => {
    const meta = (isFlipped() ? official : resource).hasValue()
      ? (isFlipped() ? official : resource).value()?.meta
      : undefined;
    if (meta?.definition.is_official) other?.official.set(meta.definition);
  });

  effect(() => {
    if (live.version() > 0) untracked(reload);
  });

  const kept = linkedSignal<Kept<Row>, Kept<Row>>({
    source: () => ({
      workspaceId: state.workspaceId(),
      url: url() ?? '',
      params: params(),
      answer: answered(),
    }),
    computation: (now, before) => {
      const old = before?.value;
      if (!old || old.workspaceId !== now.workspaceId) return now;
      if (!now.answer) return old;
      // An answer with the same rows keeps its identity, so that nothing is drawn again.
      const same =
        old.url === now.url && JSON.stringify(old.answer?.rows) === JSON.stringify(now.answer.rows);
      return same && old.answer ? { ...now, answer: { ...now.answer, rows: old.answer.rows } } : now;
    },
  });
  const isOutdated = computed(() => kept().answer !== undefined && kept().url !== url());
  /** Stays while the same question is asked again: an error that blinks cannot be read. */
  const error = linkedSignal<Asked, unknown>({
    source: () => ({
      url: url(),
      status: resource.error() ? resource.status() : official.error() ? official.status() : resource.status(),
      error: resource.error() ?? official.error(),
    }),
    computation: (now, before) =>
      before && now.status === 'reloading' && before.source.url === now.url ? before.value : now.error,
  });
  const failure = computed(() => (error() && (isOutdated() || !kept().answer) ? failureOf(error()) : null));
  effect((onCleanup) => {
    const now = failure();
    if (!now || !mayPass(now)) return;
    const timer = setTimeout(reload, AGAIN_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return new ReportData(
    name,
    params,
    computed(() => kept().params),
    computed(() => kept().answer),
    failure,
    isOutdated,
    computed(() => resource.isLoading() || official.isLoading()),
    state.workspaceId,
    reload,
  );
}

/** The rows of an answer by other definitions, with the official ones in the place of the period before. */
const besideOfficial = <Row>(answer: Answer<Row>, official: Answer<Row>): Answer<Row> =>
  answer.total === undefined
    ? { ...answer, rows: [...answer.rows, ...official.rows.map((row) => ({ ...row, period: 'previous' }))] }
    : answer;
