import { year_of } from './format.js'

// Okabe and Ito's colours, told apart by everyone; nations differ in dashes too.
export const nations = ['United States', 'China']
export const nation_colours = ['#0072b2', '#d55e00']
export const nation_dashes = [
  [1, 0],
  [7, 3],
]
export const outcomes = ['us_first', 'cn_first', 'same_month', 'neither']
export const outcome_names = ['US first', 'China first', 'same month', 'neither']
export const outcome_colours = ['#0072b2', '#d55e00', '#009e73', '#c4c9ce']

export const nation_colour = {
  field: 'nation',
  type: 'nominal',
  legend: null,
  scale: { domain: nations, range: nation_colours },
}
export const nation_dash = {
  field: 'nation',
  type: 'nominal',
  legend: null,
  scale: { domain: nations, range: nation_dashes },
}

export const config_of = (width) => ({
  font: 'system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  background: null,
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelColor: '#333',
    titleColor: '#333',
    gridColor: '#e3e8ec',
    domainColor: '#8a949e',
    tickColor: '#8a949e',
  },
  legend: {
    orient: 'top',
    labelFontSize: 12,
    symbolSize: 140,
    symbolStrokeWidth: 2.5,
    labelLimit: 240,
    columns: width < 480 ? 2 : 4,
    columnPadding: 12,
  },
  view: { stroke: null },
  text: { fontSize: 12 },
})

export const year_axis = (result) => ({
  field: 'year',
  type: 'quantitative',
  title: null,
  axis: { format: 'd', tickMinStep: 1, tickCount: 8, labelOverlap: true },
  scale: {
    nice: false,
    zero: false,
    domain: [year_of(result, 0), Number(result.summary.horizon.slice(0, 4)) + 1],
  },
})

/// Of an axis of shares that dots stand on: as much of 0 to 1 as they need, and never nothing.
function share_scale(shares) {
  const low = Math.min(...shares)
  const high = Math.max(...shares)
  const margin = Math.max(0.005, 0.05 * (high - low))
  return {
    domain: [Math.max(0, low - margin), Math.min(1, high + margin)],
    nice: false,
    zero: false,
  }
}

/// Of a chart with one row for each thing compared, the first on top.
export const row_axis = (rows) => (field) => ({
  field,
  type: 'quantitative',
  axis: null,
  scale: { domain: [0, rows], reverse: true, nice: false },
})

/// Above a chart of intervals { low, high } of P(US first).
export const us_first_axis = (intervals, width) => ({
  type: 'quantitative',
  title: 'probability that the US is first',
  scale: share_scale(intervals.flatMap(({ low, high }) => [low, high])),
  axis: { format: '.3~%', tickCount: width < 480 ? 4 : 6, orient: 'top', labelOverlap: true },
})
