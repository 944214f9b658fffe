import { TestBed } from '@angular/core/testing';
import { Chart } from './chart';
import { calls } from '../../../../testing-echarts';

describe('Chart', () => {
  it('draws the option and reads out the points under the arrow keys', async () => {
    const fixture = TestBed.createComponent(Chart);
    fixture.componentRef.setInput('option', { series: [] });
    fixture.componentRef.setInput('caption', 'Messages, February');
    fixture.componentRef.setInput('points', ['1 Feb: 5', '2 Feb: 7']);
    fixture.componentRef.setInput('keysLabel', 'Messages');
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(calls).toContainEqual({ series: [] });

    const element: HTMLElement = fixture.nativeElement;
    expect(element.getAttribute('role')).toBe('figure');
    expect(element.getAttribute('aria-label')).toBe('Messages, February');
    const plot = element.querySelector('[role=slider]');
    const press = async (key: string) => {
      plot?.dispatchEvent(new KeyboardEvent('keydown', { key }));
      await fixture.whenStable();
      return plot?.getAttribute('aria-valuetext');
    };
    expect(plot?.getAttribute('aria-valuetext')).toBe('1 Feb: 5');
    expect(await press('ArrowRight')).toBe('2 Feb: 7');
    expect(await press('ArrowRight')).toBe('2 Feb: 7');
    expect(await press('Home')).toBe('1 Feb: 5');
  });
});
