import { LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([LineChart, SankeyChart, LabelLayout, GridComponent, TooltipComponent, CanvasRenderer]);

export { echarts };
export const RENDERER = 'canvas' as const;
