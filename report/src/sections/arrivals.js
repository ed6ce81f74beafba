// By when each nation has reached the threshold.
import { table } from '../dom.js'
import { date_of, percent, year_of, words } from '../format.js'
import { nation_colour, nation_dash, nations, year_axis } from '../theme.js'
import { condition } from './outcomes.js'

const curves = (state) => state.result.arrivals[state.chosen.threshold]

function spec(state, width) {
  const { result } = state
  const values = curves(state).flatMap((curve, nation) =>
    curve.probability.map((p, month) => ({
      year: year_of(result, month),
      month,
      p,
      low: curve.low[month],
      high: curve.high[month],
      nation: nations[nation],
    })),
  )
  const hover = result.months.map((date, month) => ({
    year: year_of(result, month),
    date: month === 0 ? 'start' : date,
    us: percent(curves(state)[0].probability[month]),
    cn: percent(curves(state)[1].probability[month]),
  }))
  const x = year_axis(result)
  const y = {
    type: 'quantitative',
    title: 'has arrived',
    scale: { domain: [0, 1] },
    axis: { format: '.0%', tickCount: 5 },
  }
  return {
    width,
    height: width < 480 ? 240 : 320,
    autosize: { type: 'fit-x', contains: 'padding' },
    data: { values },
    layer: [
      {
        mark: { type: 'area', opacity: 0.2 },
        encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' }, color: nation_colour },
      },
      {
        mark: { type: 'line', strokeWidth: 2.5 },
        encoding: { x, y: { field: 'p', ...y }, color: nation_colour, strokeDash: nation_dash },
      },
      {
        data: { values: hover },
        mark: { type: 'rule', opacity: 0, strokeWidth: 6 },
        encoding: {
          x,
          tooltip: [
            { field: 'date', title: 'By' },
            { field: 'us', title: nations[0] },
            { field: 'cn', title: nations[1] },
          ],
        },
      },
    ],
  }
}

function medians(state) {
  const { threshold, result } = state
  const text = ['us', 'cn'].map((nation, i) => {
    const { month_all } = threshold.arrival[nation]
    const date = (month) =>
      month === null
        ? `after ${result.summary.horizon}`
        : month === 0
          ? 'the start'
          : date_of(result, month)
    return (
      `${nations[i]}: median ${date(month_all.p50)} (5 to 95 %: ${date(month_all.p5)} to ` +
      `${date(month_all.p95)})`
    )
  })
  return `${condition(threshold)}. ${text.join('; ')}. ${threshold.description}`
}

export const arrivals_chart = {
  id: 'arrivals',
  title: 'By when',
  caption:
    'The height of a curve is the probability that the nation has reached the threshold by that ' +
    'month; the band around it is the 95 % interval of the simulation’s own sampling error.',
  controls: ['threshold'],
  nations: true,
  depends: ['threshold'],
  spec,
  note: medians,
  label: (state) =>
    `Curves of arrival at ${words(state.threshold.name)}: by ` +
    `${state.result.summary.horizon} ${nations
      .map((nation, i) => `${nation} ${percent(curves(state)[i].probability.at(-1))}`)
      .join(', ')}`,
  table: (state) =>
    table(
      'Share arrived, by year',
      [{ name: 'By end of' }, ...nations.map((name) => ({ name, number: true }))],
      state.result.months
        .map((date, month) => [date, month])
        .filter(([date]) => date.endsWith('-12'))
        .map(([date, month]) => [
          date,
          ...curves(state).map(
            (curve) =>
              `${percent(curve.probability[month])} ` +
              `(${percent(curve.low[month])} to ${percent(curve.high[month])})`,
          ),
        ]),
    ),
}
