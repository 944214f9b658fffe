/** Stands in for the lazy ECharts module in specs: keeps every option that was set. */
export const RENDERER = 'canvas';
export const calls: unknown[] = [];
export const echarts = {
  init: () => ({
    dispatchAction() {},
    setOption: (option: unknown) => calls.push(option),
    resize() {},
    on(_event: string, listener: () => void) {
      queueMicrotask(listener);
    },
    dispose() {},
  }),
};
