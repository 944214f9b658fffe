import {
  ATTRIBUTION_MODELS,
  CONVERT_EDGES,
  type AcquisitionGroup,
  type AttributionModel,
} from '@parley/contracts';
import {
  conversionsOf,
  creditOf,
  type CreditQuestion,
  moneyOf,
  type OracleConversion,
  type OracleCredit,
  touchOf,
} from './credit.js';
import { quantile } from './quantile.js';
import type { Touch } from './touches.js';
import type { OracleInput } from './understand.js';
import { isAskedAt } from './wall-clock.js';

type Numbers = Record<string, unknown>;

/** What a touch is called by a group; '' = nothing. */
function valueOf({ contact }: OracleConversion, touch: Touch, by: AcquisitionGroup): string {
  const row = touchOf(contact, touch);
  const column = { link: 'link_id', ad: 'ad_id', account: 'account_id' }[by as string] ?? by;
  const value = String(row[column]);
  return by === 'link' && value === '0' ? '' : value;
}

/** The row that credit belongs to: a value, or an arrival without one. */
function placeOf({ conversion, touch, arrival }: OracleCredit, by: AcquisitionGroup): string {
  const value = touch ? valueOf(conversion, touch, by) : '';
  return value === '' ? `<${arrival}>` : value;
}

const keyOf = ({ contact, goal, event }: OracleConversion) => `${contact.id} ${goal} ${event.event_id}`;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const different = (names: readonly string[]) => new Set(names).size;

/** Whether the last touch of the conversion belongs to another row than this credit. */
function isAssisting(credit: OracleCredit, by: AcquisitionGroup): boolean {
  const { conversion, touch } = credit;
  const last = conversion.touches.at(-1);
  if (!touch || !last) return false;
  const lastArrival = last.event.ref !== '' ? 'ref' : last.is_direct ? 'direct' : 'no_ref';
  return placeOf(credit, by) !== placeOf({ ...credit, touch: last, arrival: lastArrival }, by);
}

/** The rows of attribution by their names, the total as ''. */
export function attributionOf(
  input: OracleInput,
  question: CreditQuestion,
  by: AcquisitionGroup,
  model: AttributionModel,
): Map<string, Numbers> {
  const all = creditOf(input, question, model);
  const numbers = (mine: readonly OracleCredit[]) => {
    const earning = mine.filter(({ weight }) => weight > 0);
    return {
      credited_conversions: sum(mine.map(({ weight }) => weight)),
      credited_value: sum(mine.map(({ weight, conversion }) => weight * (conversion.value ?? 0))),
      contacts_converted: different(earning.map(({ conversion }) => String(conversion.contact.id))),
      conversions_assisted: different(
        mine.filter((credit) => isAssisting(credit, by)).map(({ conversion }) => keyOf(conversion)),
      ),
      conversions_unconverted: different(
        earning
          .filter(({ conversion }) => conversion.value === null)
          .map(({ conversion }) => keyOf(conversion)),
      ),
    };
  };
  const places = [...new Set(all.map((credit) => placeOf(credit, by)))];
  const rows = places
    .map((place) => [place, numbers(all.filter((credit) => placeOf(credit, by) === place))] as const)
    .filter(([, row]) => row.credited_conversions > 0 || row.conversions_assisted > 0);
  return new Map([...rows, ['', numbers(all)]]);
}

/** The same by all models. */
export function attributionModelsOf(
  input: OracleInput,
  question: CreditQuestion,
  by: AcquisitionGroup,
): Map<string, Numbers> {
  const rows = new Map<string, Numbers>();
  for (const model of ATTRIBUTION_MODELS) {
    const all = creditOf(input, question, model);
    for (const place of new Set([...all.map((credit) => placeOf(credit, by)), ''])) {
      const mine = all.filter((credit) => place === '' || placeOf(credit, by) === place);
      rows.set(place, {
        ...rows.get(place),
        [`conversions_${model}`]: sum(mine.map(({ weight }) => weight)),
        [`value_${model}`]: sum(mine.map(({ weight, conversion }) => weight * (conversion.value ?? 0))),
      });
    }
  }
  return rows;
}

const inPeriod = (input: OracleInput, question: CreditQuestion) =>
  conversionsOf(input, question).filter(({ event }) => isAskedAt(question, event.occurred_at));
const timeOf = ({ touches, event }: OracleConversion, since: 'first' | 'last') =>
  event.occurred_at - touches.at(since === 'first' ? 0 : -1)!.event.occurred_at;
const seconds = (times: readonly number[], level: number) =>
  quantile(
    times.map((time) => time / 1000),
    level,
  );

/** The rows of conversion-paths by the path (or number of touches) as text, the total as ''. */
export function pathsOf(
  input: OracleInput,
  question: CreditQuestion,
  by: AcquisitionGroup,
  view: 'paths' | 'lengths',
): Map<string, Numbers> {
  const all = inPeriod(input, question);
  const pathOf = (conversion: OracleConversion): string => {
    const { touches, hadEarlierTouch } = conversion;
    if (view === 'lengths') return String(touches.length);
    if (touches.length === 0) return JSON.stringify([hadEarlierTouch ? '<expired>' : '<unattributed>']);
    const names = touches.map((touch) => {
      const arrival = touch.event.ref !== '' ? 'ref' : touch.is_direct ? 'direct' : 'no_ref';
      return placeOf({ conversion, touch, arrival, place: 0, weight: 0 }, by);
    });
    return JSON.stringify(names.filter((name, index) => name !== names[index - 1]));
  };
  const numbers = (mine: readonly OracleConversion[]) => ({
    conversions: mine.length,
    conversion_value: sum(mine.map(({ value }) => value ?? 0)),
    contacts_converted: different(mine.map(({ contact }) => String(contact.id))),
    time_to_convert_median_seconds: seconds(
      mine.filter(({ touches }) => touches.length > 0).map((one) => timeOf(one, 'first')),
      0.5,
    ),
  });
  const rows = [...new Set(all.map(pathOf))].map(
    (path) => [path, numbers(all.filter((one) => pathOf(one) === path))] as const,
  );
  return new Map([...rows, ['', numbers(all)]]);
}

/** The rows of time-to-convert, the total last. */
export function timesOf(input: OracleInput, question: CreditQuestion, since: 'first' | 'last'): Numbers[] {
  const all = inPeriod(input, question);
  const times = all.filter(({ touches }) => touches.length > 0).map((one) => timeOf(one, since));
  const numbers = (mine: readonly number[]) => ({
    time_to_convert_median_seconds: seconds(mine, 0.5),
    time_to_convert_p90_seconds: seconds(mine, 0.9),
  });
  return [
    ...CONVERT_EDGES.map((from, index) => {
      const to = CONVERT_EDGES[index + 1] ?? Infinity;
      const mine = times.filter((time) => time >= from * 1000 && time < to * 1000);
      return {
        bucket_from_seconds: from,
        bucket_to_seconds: to === Infinity ? null : to,
        conversions: mine.length,
        conversions_without_touch: 0,
        ...numbers(mine),
      };
    }),
    {
      bucket_from_seconds: 0,
      bucket_to_seconds: null,
      conversions: all.length,
      conversions_without_touch: all.length - times.length,
      ...numbers(times),
    },
  ];
}

/** The rows of order-items by `product place`, the total as ''. */
export function itemsOf(
  input: OracleInput,
  question: CreditQuestion,
  by: AcquisitionGroup,
  model: AttributionModel,
): Map<string, Numbers> {
  const lines = creditOf(input, question, model)
    .filter(({ weight }) => weight > 0)
    .flatMap((credit) => {
      const { event } = credit.conversion;
      const products = [...new Set(event.items.map(({ product_id }) => product_id))];
      return products.map((product) => {
        const mine = event.items.filter(({ product_id }) => product_id === product);
        return {
          credit,
          product,
          key: `${product} ${placeOf(credit, by)}`,
          quantity: sum(mine.map(({ quantity }) => Number(quantity))),
          worth: moneyOf(sum(mine.map(({ amount }) => Number(amount))), event, question),
        };
      });
    });
  const numbers = (mine: typeof lines) => ({
    credited_quantity: sum(mine.map(({ credit, quantity }) => credit.weight * quantity)),
    credited_items_value: sum(mine.map(({ credit, worth }) => credit.weight * (worth ?? 0))),
    credited_orders: sum(mine.map(({ credit }) => credit.weight)),
    items_unconverted: different(
      mine
        .filter(({ worth }) => worth === null)
        .map(({ credit, product }) => `${keyOf(credit.conversion)} ${product}`),
    ),
  });
  const rows = [...new Set(lines.map(({ key }) => key))].map(
    (key) => [key, numbers(lines.filter((line) => line.key === key))] as const,
  );
  return new Map([...rows, ['', numbers(lines)]]);
}
