// Every monthly quantity of both nations, with what has been published of it.
import { element, table } from '../dom.js'
import { label_expression, number, unit_of, words, year_of } from '../format.js'
import { nation_colour, nation_dash, nations, year_axis } from '../theme.js'

/// Logarithmic where what is drawn spans more than a factor of 100; there, only what is positive.
function scale_of(values) {
  const positive = values.filter((value) => value > 0)
  const low = Math.min(...positive)
  const high = Math.max(...positive)
  return high / low > 100 ? { type: 'log', nice: true } : { type: 'linear', zero: true, nice: true }
}

export function metric_axis(metric, values) {
  const scale = scale_of(values)
  return {
    type: 'quantitative',
    title: unit_of(metric.unit),
    scale,
    axis: {
      labelExpr: label_expression,
      tickCount: 6,
      labelOverlap: true,
      titleAlign: 'left',
      titleAngle: 0,
      titleX: -30,
      titleY: -10,
      titleAnchor: 'start',
    },
  }
}

function rows(state) {
  const { metric, result } = state
  return metric.fan.flatMap((percents, nation) =>
    result.months.map((date, month) => {
      const [p5, p25, p50, p75, p95] = percents.map((months) => months[month])
      return {
        year: year_of(result, month),
        date: month === 0 ? 'start' : date,
        nation: nations[nation],
        p5,
        p25,
        p50,
        p75,
        p95,
        shown: `${number(p50)} (${number(p5)} to ${number(p95)})`,
      }
    }),
  )
}

function points(state) {
  return state.metric.evidence.map((point) => ({
    ...point,
    nation: nations[point.nation],
    middle: Math.sqrt(point.low * point.high),
    shown:
      point.low === point.high
        ? number(point.low)
        : `${number(point.low)} to ${number(point.high)}`,
  }))
}

function spec(state, width) {
  const { metric } = state
  const values = rows(state)
  const drawn = points(state)
  const y = metric_axis(metric, [
    ...values.flatMap((row) => [row.p5, row.p95]),
    ...drawn.flatMap((point) => [point.low, point.high]),
  ])
  const kept = y.scale.type === 'log' ? values.filter((row) => row.p5 > 0) : values
  const x = year_axis(state.result)
  x.scale.domain[0] = Math.min(x.scale.domain[0], ...drawn.map((point) => Math.floor(point.year)))
  x.scale.domain[1] = Math.max(x.scale.domain[1], ...drawn.map((point) => Math.ceil(point.year)))
  const band = (low, high, opacity) => ({
    mark: { type: 'area', opacity },
    encoding: { x, y: { field: low, ...y }, y2: { field: high }, color: nation_colour },
  })
  return {
    width,
    height: width < 480 ? 280 : 380,
    autosize: { type: 'fit-x', contains: 'padding' },
    data: { values: kept },
    layer: [
      band('p5', 'p95', 0.16),
      band('p25', 'p75', 0.26),
      {
        mark: { type: 'line', strokeWidth: 2.5 },
        encoding: { x, y: { field: 'p50', ...y }, color: nation_colour, strokeDash: nation_dash },
      },
      {
        mark: { type: 'point', opacity: 0, size: 90 },
        encoding: {
          x,
          y: { field: 'p50', ...y },
          tooltip: [
            { field: 'date', title: 'Month' },
            { field: 'nation', title: 'Nation' },
            { field: 'shown', title: 'Median (5 to 95 %)' },
          ],
        },
      },
      ...(drawn.length === 0
        ? []
        : [
            {
              data: { values: drawn },
              mark: { type: 'rule', strokeWidth: 2 },
              encoding: {
                x,
                y: { field: 'low', ...y },
                y2: { field: 'high' },
                color: nation_colour,
              },
            },
            {
              data: { values: drawn },
              mark: {
                type: 'point',
                shape: 'diamond',
                filled: true,
                size: 130,
                stroke: '#111',
                strokeWidth: 1.5,
                opacity: 1,
              },
              encoding: {
                x,
                y: { field: 'middle', ...y },
                fill: nation_colour,
                tooltip: [
                  { field: 'quantity', title: 'Published' },
                  { field: 'nation', title: 'Nation' },
                  { field: 'period', title: 'Of' },
                  { field: 'shown', title: 'Value' },
                  { field: 'from', title: 'From' },
                ],
              },
            },
          ]),
    ],
  }
}

export const fan_chart = {
  id: 'quantities',
  title: 'How each quantity grows',
  caption:
    'The line is the median of each month, the dark band holds the middle half of the ' +
    'trajectories and the light band 90 % of them; diamonds are what published figures say.',
  controls: ['metric'],
  nations: true,
  depends: ['metric'],
  spec,
  note: (state) =>
    `${state.metric.meaning}, ${unit_of(state.metric.unit)}. ${
      state.metric.evidence.length === 0
        ? 'No published figure is of this quantity, unit and nation.'
        : 'Diamonds: what several published figures together say of the end of a year, or of ' +
          'the money of a year, in its middle. The table below has them with their sources.'
    }`,
  label: (state) =>
    `Fan chart of ${words(state.metric.name)}: at the end the median is ${nations
      .map((nation, i) => `${number(state.metric.fan[i][2].at(-1))} (${nation})`)
      .join(' and ')} ${unit_of(state.metric.unit)}`,
  table: (state) => {
    const known = points(state)
    const quantiles = quantile_table(state)
    return known.length === 0 ? quantiles : element('div', {}, quantiles, known_table(known))
  },
}

function quantile_table(state) {
  return table(
    'Quantiles, by year',
    [
      { name: 'Month' },
      { name: 'Nation' },
      ...state.metric.percents.map((percent) => ({ name: `${percent} %`, number: true })),
    ],
    rows(state)
      .filter((row) => row.date.endsWith('-12') || row.date === 'start')
      .map((row) => [
        row.date,
        row.nation,
        ...[row.p5, row.p25, row.p50, row.p75, row.p95].map(number),
      ]),
  )
}

function known_table(known) {
  return table(
    'Published figures',
    [
      { name: 'Published', wide: true },
      { name: 'Nation' },
      { name: 'Of' },
      { name: 'Value', number: true },
      { name: 'From', wide: true },
    ],
    known.map((point) => [point.quantity, point.nation, point.period, point.shown, point.from]),
  )
}
