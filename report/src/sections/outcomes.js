// Who is first, for every threshold.
import { table } from '../dom.js'
import { percent, share, words } from '../format.js'
import { outcome_colours, outcome_names, outcomes } from '../theme.js'

function pieces(state) {
  return state.thresholds.flatMap((threshold, row) => {
    let end = 0
    return outcomes.map((outcome, i) => {
      const p = threshold.outcome[outcome]
      const from = end
      end += p.probability
      return {
        threshold: words(threshold.name),
        row,
        from,
        to: end,
        low: p.low,
        high: p.high,
        middle: (from + end) / 2,
        p: p.probability,
        outcome: outcome_names[i],
        text: percent(p.probability),
        shown: share(p),
        first: row,
        top: row + 0.46,
        bottom: row + 0.92,
        name: row + 0.28,
        centre: row + 0.7,
      }
    })
  })
}

function spec(state, width) {
  const y = (field, extra = {}) => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, state.thresholds.length], reverse: true, nice: false },
    ...extra,
  })
  const x = (field) => ({
    field,
    type: 'quantitative',
    title: 'probability',
    scale: { domain: [0, 1] },
    axis: { format: '.0%', tickCount: 5, orient: 'top' },
  })
  const is = (test) => [{ filter: test }]
  return {
    data: { values: pieces(state) },
    width,
    autosize: { type: 'fit-x', contains: 'padding' },
    height: 40 * state.thresholds.length,
    layer: [
      {
        mark: { type: 'bar', stroke: '#fff', strokeWidth: 1 },
        encoding: {
          x: x('from'),
          x2: { field: 'to' },
          y: y('top'),
          y2: { field: 'bottom' },
          color: {
            field: 'outcome',
            type: 'nominal',
            title: null,
            scale: { domain: outcome_names, range: outcome_colours },
          },
          tooltip: [
            { field: 'threshold', title: 'Threshold' },
            { field: 'outcome', title: 'Outcome' },
            { field: 'shown', title: 'Probability' },
          ],
        },
      },
      {
        transform: is("datum.outcome === 'US first'"),
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'middle',
          fontWeight: 600,
          limit: width - 20,
        },
        encoding: { x: { value: 0 }, y: y('name'), text: { field: 'threshold' } },
      },
      {
        transform: is("datum.outcome === 'US first' && datum.high > datum.low"),
        mark: { type: 'rule', strokeWidth: 2, color: '#111' },
        encoding: { x: x('low'), x2: { field: 'high' }, y: y('centre') },
      },
      {
        transform: is(`datum.p > ${width < 480 ? 0.16 : 0.08}`),
        mark: { type: 'text', fontWeight: 600, baseline: 'middle', dy: 1 },
        encoding: {
          x: x('middle'),
          y: y('centre'),
          text: { field: 'text' },
          color: {
            condition: {
              test: "datum.outcome === 'neither' || datum.outcome === 'China first'",
              value: '#111',
            },
            value: '#fff',
          },
        },
      },
    ],
  }
}

export const outcomes_chart = {
  id: 'first',
  title: 'Who is first',
  caption:
    'Each bar splits all trajectories by who reaches the threshold first; the black line is the ' +
    '95 % interval of “US first” that comes from the limited number of trajectories.',
  depends: [],
  spec,
  label: (state) =>
    `Stacked bars: ${state.thresholds
      .map(
        (threshold) =>
          `${words(threshold.name)}: ${outcomes
            .map(
              (outcome, i) =>
                `${outcome_names[i]} ${percent(threshold.outcome[outcome].probability)}`,
            )
            .join(', ')}`,
      )
      .join('; ')}`,
  table: (state) =>
    table(
      'Who is first, by threshold',
      [
        { name: 'Threshold' },
        { name: 'Condition' },
        ...outcome_names.map((name) => ({ name, number: true })),
      ],
      state.thresholds.map((threshold) => [
        words(threshold.name),
        condition(threshold),
        ...outcomes.map((outcome) => share(threshold.outcome[outcome])),
      ]),
    ),
}

/// "installed compute >= 1e8 H100e, held 6 months"
export function condition(threshold) {
  const unit = threshold.unit === '1' ? '' : ` ${threshold.unit}`
  const held = threshold.hold_months > 1 ? `, held ${threshold.hold_months} months` : ''
  return (
    `${words(threshold.metric)} ${threshold.direction === 'above' ? '≥' : '≤'} ` +
    `${threshold.value}${unit}${held}`
  )
}
