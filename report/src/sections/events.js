// What went with which answer.
import { table } from '../dom.js'
import { percent, share, words } from '../format.js'
import { row_axis, us_first_axis } from '../theme.js'

/// An estimate as a probability with its 95 % interval.
function with_interval({ value, error }) {
  const half = 1.96 * error
  return { probability: value, low: Math.max(0, value - half), high: Math.min(1, value + half) }
}

/// Strongest companions first, as the summary has them.
function rows(state) {
  return state.threshold.events.map((event, i) => ({
    event: words(event.event),
    meaning: event.meaning,
    often: percent(event.share.value),
    seen: with_interval(event.us_first_with),
    without: with_interval(event.us_first_without),
    difference: event.difference,
    name: i + 0.3,
    at: i + 0.7,
  }))
}

function spec(state, width) {
  const values = rows(state)
  const kinds = ['event happened', 'it did not']
  const ends = values.flatMap((row) =>
    [row.seen, row.without].map((end, k) => ({ ...row, ...end, kind: kinds[k], text: share(end) })),
  )
  const y = row_axis(values.length)
  const x = us_first_axis(ends, width)
  const kind = {
    field: 'kind',
    type: 'nominal',
    title: null,
    scale: { domain: kinds, range: ['#0072b2', '#8a949e'] },
  }
  const links = values.map(({ seen, without, at }) => ({
    at,
    seen: seen.probability,
    without: without.probability,
  }))
  return {
    width,
    height: 40 * values.length,
    autosize: { type: 'fit-x', contains: 'padding' },
    layer: [
      {
        data: { values },
        mark: { type: 'text', align: 'left', baseline: 'middle', limit: width - 20 },
        encoding: {
          x: { value: 0 },
          y: y('name'),
          text: { field: width < 480 ? 'event' : 'meaning' },
        },
      },
      {
        data: { values: links },
        mark: { type: 'rule', strokeWidth: 1.5, color: '#8a949e' },
        encoding: { x: { field: 'seen', ...x }, x2: { field: 'without' }, y: y('at') },
      },
      {
        data: { values: ends },
        mark: { type: 'rule', strokeWidth: 5, opacity: 0.45 },
        encoding: { x: { field: 'low', ...x }, x2: { field: 'high' }, y: y('at'), color: kind },
      },
      {
        data: { values: ends },
        mark: { type: 'point', filled: true, size: 110, opacity: 1 },
        encoding: {
          x: { field: 'probability', ...x },
          y: y('at'),
          color: kind,
          shape: { ...kind, scale: { domain: kinds, range: ['circle', 'square'] } },
          tooltip: [
            { field: 'event', title: 'Event' },
            { field: 'kind', title: 'Where' },
            { field: 'text', title: 'US first' },
          ],
        },
      },
    ],
  }
}

/// "+3.1 (±0.2)"
function points({ value, error }) {
  return `${value >= 0 ? '+' : ''}${(100 * value).toFixed(1)} (±${(196 * error).toFixed(1)})`
}

export const events_chart = {
  id: 'events',
  title: 'What goes with it',
  caption:
    'For each event, how likely the US is first in trajectories where it had happened by the ' +
    'first arrival, and in those where it had not, with 95 % intervals; a long line is a strong ' +
    'companion, not proof of a cause.',
  controls: ['threshold'],
  depends: ['threshold'],
  spec,
  note: (state) => {
    const left_out = state.result.events.length - state.threshold.events.length
    return (
      'Trajectories that arrive early leave less time for events, which alone moves these ' +
      'numbers. The axis shows only the range of the intervals.' +
      (left_out === 0
        ? ''
        : ` Left out: ${left_out} of ${state.result.events.length} events that too few ` +
          'trajectories have, or lack, to tell.')
    )
  },
  label: (state) =>
    `Dots, chance of US first with and without each event: ${rows(state)
      .map(
        (row) =>
          `${row.event} ${percent(row.seen.probability)} and ${percent(row.without.probability)}`,
      )
      .join('; ')}`,
  table: (state) =>
    table(
      'Events',
      [
        { name: 'Event', wide: true },
        { name: 'How often', number: true },
        { name: 'US first where it happened', number: true },
        { name: 'where not', number: true },
        { name: 'difference, points', number: true },
      ],
      rows(state).map((row) => [
        row.meaning,
        row.often,
        share(row.seen),
        share(row.without),
        points(row.difference),
      ]),
    ),
}
