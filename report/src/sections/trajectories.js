// Some trajectories, one by one.
import { table } from '../dom.js'
import { date_of, number, unit_of, words, year_of } from '../format.js'
import { nation_colour, nation_dash, nations, outcome_names, year_axis } from '../theme.js'
import { metric_axis } from './fan.js'

function values_of(state) {
  const { result, chosen } = state
  return result.samples.rows.flatMap((row, sample) =>
    row.metrics[chosen.metric].flatMap((months, nation) =>
      months.map((value, i) => ({
        line: `${sample}-${nation}`,
        sample,
        value,
        nation: nations[nation],
        year: year_of(result, result.samples.months[i]),
        trajectory: row.trajectory,
        shown: number(value),
        date: date_of(result, result.samples.months[i]),
        outcome: ending(state, row),
      })),
    ),
  )
}

function ending(state, row) {
  const { result, chosen } = state
  const outcome = row.outcomes[chosen.threshold]
  const first = Math.min(...row.arrivals[chosen.threshold])
  return outcome_names[outcome] + (outcome === 3 ? '' : `, ${date_of(result, first)}`)
}

function spec(state, width) {
  const all = values_of(state)
  const y = {
    field: 'value',
    ...metric_axis(
      state.metric,
      all.map((row) => row.value),
    ),
  }
  const values =
    y.scale.type === 'log'
      ? all.filter((row) => row.value > 0)
      : all.filter((row) => row.value !== null)
  const one = state.chosen.sample
  const x = year_axis(state.result)
  const out = `datum.sample === lit || datum.sample === ${one}`
  const line = { x, y, detail: { field: 'line' } }
  return {
    width,
    height: width < 480 ? 280 : 380,
    autosize: { type: 'fit-x', contains: 'padding' },
    params: [{ name: 'lit', value: -1 }],
    data: { values },
    layer: [
      {
        mark: { type: 'line' },
        encoding: {
          ...line,
          color: nation_colour,
          strokeDash: nation_dash,
          opacity: { condition: { test: out, value: 1 }, value: one >= 0 ? 0.08 : 0.3 },
          strokeWidth: { condition: { test: out, value: 3 }, value: 1.3 },
        },
      },
      {
        // A line is too thin to point at; this one lies over it unseen.
        mark: { type: 'line', strokeWidth: 9, opacity: 0 },
        encoding: {
          ...line,
          tooltip: [
            { field: 'trajectory', title: 'Trajectory' },
            { field: 'nation', title: 'Nation' },
            { field: 'outcome', title: words(state.threshold.name) },
          ],
        },
      },
    ],
  }
}

/// The metric where the threshold is, for a reader who asks what became of one trajectory.
function rows(state) {
  return state.result.samples.rows.map((row) => [
    String(row.trajectory),
    ...row.arrivals[state.chosen.threshold].map((month) => date_of(state.result, month)),
    outcome_names[row.outcomes[state.chosen.threshold]],
    state.result.events
      .filter((_, event) => (row.events >> event) & 1)
      .map(words)
      .join(', '),
  ])
}

export const trajectories_chart = {
  id: 'trajectories',
  title: 'Some trajectories',
  caption:
    'Each trajectory is one solid line (United States) and one dashed line (China): what a ' +
    'single run of history looks like, with its shocks. Point at a line, or choose a number, ' +
    'to pick one out.',
  controls: ['metric', 'threshold', 'sample'],
  nations: true,
  depends: ['metric', 'threshold', 'sample'],
  lights: 'sample',
  spec,
  note: (state) => {
    const { samples } = state.result
    return (
      `${words(state.metric.name)}, ${unit_of(state.metric.unit)}: ${samples.rows.length} of ` +
      `the ${samples.kept} trajectories that the file keeps whole, the first path of each of ` +
      'the first draws.'
    )
  },
  label: (state) =>
    `Lines of ${words(state.metric.name)} in ${state.result.samples.rows.length} trajectories`,
  table: (state) =>
    table(
      'Trajectories',
      [
        { name: 'Number', number: true },
        { name: 'US arrives' },
        { name: 'China arrives' },
        { name: 'First' },
        { name: 'Events by the end', wide: true },
      ],
      rows(state),
    ),
}
