// Several results beside each other.
import { table } from '../dom.js'
import { percent, share, words } from '../format.js'
import { result_name } from '../state.js'
import { row_axis, us_first_axis } from '../theme.js'

function rows(state) {
  return state.results.map((result, i) => {
    const threshold = result.summary.thresholds.find(({ name }) => name === state.threshold.name)
    const p = threshold?.outcome.us_first ?? null
    return {
      result: result_name(result, i, state.results),
      p: p?.probability ?? null,
      low: p?.low,
      high: p?.high,
      name: i + 0.3,
      at: i + 0.7,
      shown: p ? share(p) : 'no such threshold',
    }
  })
}

function spec(state, width) {
  const values = rows(state)
  const known = values.filter((row) => row.p !== null)
  const y = row_axis(values.length)
  const x = us_first_axis(known, width)
  return {
    width,
    height: 44 * values.length,
    autosize: { type: 'fit-x', contains: 'padding' },
    layer: [
      {
        data: { values },
        mark: { type: 'text', align: 'left', baseline: 'middle', limit: width - 150 },
        encoding: { x: { value: 0 }, y: y('name'), text: { field: 'result' } },
      },
      {
        data: { values },
        mark: { type: 'text', align: 'right', baseline: 'middle' },
        encoding: { x: { value: 'width' }, y: y('name'), text: { field: 'shown' } },
      },
      {
        data: { values: known },
        mark: { type: 'rule', strokeWidth: 3, color: '#0072b2' },
        encoding: { x: { field: 'low', ...x }, x2: { field: 'high' }, y: y('at') },
      },
      {
        data: { values: known },
        mark: { type: 'point', filled: true, size: 90, color: '#0072b2', opacity: 1 },
        encoding: {
          x: { field: 'p', ...x },
          y: y('at'),
          tooltip: [
            { field: 'result', title: 'Result' },
            { field: 'shown', title: 'US first' },
          ],
        },
      },
    ],
  }
}

/// "+3.1 (+2.9 to +3.3)", in percentage points
function change(difference) {
  if (!difference) return 'no such threshold'
  const points = (value) => `${value >= 0 ? '+' : ''}${(100 * value).toFixed(1)}`
  const { change, low, high } = difference
  return low === high ? points(change) : `${points(change)} (${points(low)} to ${points(high)})`
}

function differences(state) {
  const [first, ...others] = state.results
  return table(
    'Change of P(US first) against the first result, in percentage points',
    [
      { name: 'Threshold' },
      { name: result_name(first, 0, state.results), number: true },
      ...others.map((other, i) => ({
        name: result_name(other, i + 1, state.results),
        number: true,
      })),
    ],
    first.summary.thresholds.map((threshold) => [
      words(threshold.name),
      percent(threshold.outcome.us_first.probability),
      ...others.map((other) =>
        change(other.against_first.find(({ name }) => name === threshold.name)),
      ),
    ]),
  )
}

export const comparison_chart = {
  id: 'comparison',
  title: 'Results compared',
  caption:
    'One row a result, in the order in which the files were named: a dot is the probability ' +
    'that the US is first, the line its 95 % interval. The table has every threshold.',
  controls: ['threshold'],
  depends: ['threshold'],
  spec,
  table: differences,
  note: (state) => {
    const unpaired = state.results.filter(({ against_first }) =>
      against_first.some(({ paired }) => !paired),
    )
    return (
      'The axis shows only the range of the lines. In the table: changes in percentage points ' +
      'against the first result, with 95 % intervals. ' +
      (unpaired.length === 0
        ? 'All ran the same random numbers, which makes these intervals narrow.'
        : 'Some ran other random numbers than the first, which makes their intervals wider.')
    )
  },
  label: (state) =>
    `Probability that the US is first at ${words(state.threshold.name)}: ${rows(state)
      .map((row) => `${row.result} ${row.shown}`)
      .join('; ')}`,
}
