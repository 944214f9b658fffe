import { readFileSync } from 'node:fs';
import { type CostMapping, costMapping } from '@parley/contracts';
import { type CostLine } from '@parley/sql';
import { type Checked, CostFile } from './cost-file.js';
import { textOf } from './decode.js';
import { recognise } from './recognise.js';
import { type RowContext } from './understand-row.js';

export const sample = (name: string) => readFileSync(new URL(`../samples/${name}.csv`, import.meta.url));
export const NOBODY: RowContext = { account_ids: new Set(['7']) };

/** The columns that Excel in Russia writes these letters as. */
export function windows1251(text: string): Buffer {
  const letters = new Map(
    Array.from({ length: 256 }, (_, byte) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(byte)),
      byte,
    ]),
  );
  return Buffer.from([...text].map((letter) => letters.get(letter) ?? 63));
}

export async function understood(
  bytes: Uint8Array,
  change: (mapping: CostMapping) => CostMapping = (same) => same,
  context = NOBODY,
) {
  const { columns, mapping: found } = await recognise(bytes);
  const mapping = costMapping.parse(change(found));
  const file = new CostFile(textOf(bytes, mapping.encoding), mapping, context);
  const lines: CostLine[] = [];
  for await (const block of file.lines(2)) lines.push(...block);
  return { columns, mapping, lines, checked: await file.check() };
}
export const csv = (text: string, change?: (mapping: CostMapping) => CostMapping, context?: RowContext) =>
  understood(Buffer.from(text), change, context);
export const inRubles = (mapping: CostMapping): CostMapping => ({
  ...mapping,
  fields: { ...mapping.fields, currency: { ...mapping.fields.currency, value: 'RUB' } },
});

/** Day, campaign, content, term, ad, amount, currency, clicks, impressions. */
export const brief = (lines: readonly CostLine[]) =>
  lines.map((l) => [
    l.day,
    l.campaign,
    l.content,
    l.term,
    l.ad_id,
    l.amount,
    l.currency,
    l.clicks,
    l.impressions,
  ]);
export const noticed = ({ report }: Checked) =>
  report.notices.map(({ code, rows, line }) => [code, rows, line]);
export const problems = ({ report }: Checked) =>
  report.problems.map(({ line, code, value }) => [line, code, value]);
