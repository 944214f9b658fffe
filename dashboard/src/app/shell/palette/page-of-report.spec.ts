import { REPORT_NAMES } from '@parley/contracts';
import { DESTINATIONS } from '../destinations';
import { pageOfReport } from './page-of-report';

describe('the page of a report', () => {
  it.each(REPORT_NAMES)('is known and in the menu: %s', (name) => {
    expect(DESTINATIONS.map(({ page }) => page)).toContain(pageOfReport(name)?.page);
  });
});
