// What drives the answer, and what would flip it.
import { table } from '../dom.js'
import { number, percent, share, unit_of, whole } from '../format.js'
import { row_axis, us_first_axis } from '../theme.js'

const kinds = ['lowest tenth', 'highest tenth']

function drivers(state) {
  return state.result.sensitivity.thresholds[state.chosen.threshold]
}

/// Odds of a tenth as a probability with its 95 % interval.
function tenth({ by_decile, by_decile_error }, place) {
  const probability = by_decile[place]
  const half = 1.96 * by_decile_error[place]
  return {
    probability,
    low: Math.max(0, probability - half),
    high: Math.min(1, probability + half),
  }
}

/// Strongest first; a tenth without draws has no odds, and its parameter no bar.
function rows(state) {
  return drivers(state)
    .parameters.filter(({ by_decile }) => by_decile[0] !== null && by_decile[9] !== null)
    .map((each, i) => ({
      parameter: each.parameter,
      index: `${number(each.index.value)} (${number(each.index.low)} to ${number(each.index.high)})`,
      correlated: each.correlated_with.length,
      lowest: tenth(each, 0),
      highest: tenth(each, 9),
      all: each.by_decile,
      name: i + 0.3,
      at: i + 0.7,
    }))
}

function nothing(state, width) {
  const text = `${state.threshold.name}: no parameter stands out from chance`
  return {
    width,
    height: 30,
    data: { values: [{ text }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', limit: width - 20 },
    encoding: { x: { value: 0 }, y: { value: 15 }, text: { field: 'text' } },
  }
}

function spec(state, width) {
  const values = rows(state)
  if (values.length === 0) return nothing(state, width)
  const ends = values.flatMap((row) =>
    [row.lowest, row.highest].map((end, k) => ({
      parameter: row.parameter,
      index: row.index,
      at: row.at,
      ...end,
      kind: kinds[k],
      text: share(end),
    })),
  )
  const links = values.map(({ lowest, highest, at }) => ({
    at,
    lowest: lowest.probability,
    highest: highest.probability,
  }))
  const y = row_axis(values.length)
  const x = us_first_axis(ends, width)
  const kind = {
    field: 'kind',
    type: 'nominal',
    title: null,
    scale: { domain: kinds, range: ['#8a949e', '#0072b2'] },
  }
  return {
    width,
    height: 40 * values.length,
    autosize: { type: 'fit-x', contains: 'padding' },
    layer: [
      {
        data: { values: values.map(({ parameter, name }) => ({ parameter, name })) },
        mark: { type: 'text', align: 'left', baseline: 'middle', limit: width - 20 },
        encoding: { x: { value: 0 }, y: y('name'), text: { field: 'parameter' } },
      },
      {
        data: { values: links },
        mark: { type: 'rule', strokeWidth: 6, color: '#c3ccd4' },
        encoding: { x: { field: 'lowest', ...x }, x2: { field: 'highest' }, y: y('at') },
      },
      {
        data: { values: [{ odds: drivers(state).odds }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: '#5b6670' },
        encoding: { x: { field: 'odds', ...x } },
      },
      {
        data: { values: ends },
        mark: { type: 'point', filled: true, size: 110, opacity: 1 },
        encoding: {
          x: { field: 'probability', ...x },
          y: y('at'),
          color: kind,
          shape: { ...kind, scale: { domain: kinds, range: ['square', 'circle'] } },
          tooltip: [
            { field: 'parameter', title: 'Parameter' },
            { field: 'kind', title: 'In its' },
            { field: 'text', title: 'US first' },
            { field: 'index', title: 'First-order index' },
          ],
        },
      },
    ],
  }
}

const of_value = ({ parameter, value, unit }) =>
  `${parameter} = ${number(value)}${unit_of(unit) === 'share' ? '' : ` ${unit}`}`

function flips(state) {
  const { turns, joint } = drivers(state)
  const alone =
    turns.length === 0
      ? 'No parameter alone brings the odds to one half within 3 standard deviations.'
      : `Alone, these bring them to one half: ${turns
          .map((turn) => `${of_value(turn)} (${turn.score.toFixed(1)} sd)`)
          .join('; ')}.`
  if (joint === null) return alone
  const parts = joint.parameters
    .slice(0, 4)
    .map((part) => `${of_value(part)} (${part.score.toFixed(1)} sd)`)
  return (
    `${alone} Together, nearest to the medians: ${parts.join(', ')}` +
    `${joint.parameters.length > parts.length ? ' and less of others' : ''}; ` +
    `${percent(joint.share_beyond)} of the prior lies beyond. That is an approximation, by a ` +
    `linear fit that holds ${percent(joint.explained)} of the variance between worlds.`
  )
}

export const drivers_chart = {
  id: 'drivers',
  title: 'What drives it, and what would flip it',
  caption:
    'How likely the US is first in the worlds of the lowest and of the highest tenth of a ' +
    'parameter, all others as uncertain as they are; the dashed line is all worlds. The ' +
    'parameters whose first-order Sobol index is beyond chance, strongest first.',
  controls: ['threshold'],
  depends: ['threshold'],
  spec,
  note: (state) => {
    const { draws, parameters_found, parameters_looked_at } = drivers(state)
    return (
      `${parameters_found} of ${parameters_looked_at} parameters stand out, from ` +
      `${whole(draws)} draws of this run; \`racecast sensitivity\` on the config has total ` +
      `indices too. ${flips(state)}`
    )
  },
  label: (state) =>
    rows(state).length === 0
      ? `No parameter of ${state.threshold.name} stands out from chance`
      : `Bars, chance of US first in the lowest and highest tenth of each parameter: ${rows(state)
          .map(
            ({ parameter, lowest, highest }) =>
              `${parameter} ${percent(lowest.probability)} and ${percent(highest.probability)}`,
          )
          .join('; ')}`,
  table: (state) =>
    table(
      'Drivers',
      [
        { name: 'Parameter', path: true },
        { name: 'first-order index (95 %)', number: true },
        { name: 'US first by tenths of it, lowest to highest', wide: true },
        { name: 'correlated with', number: true },
      ],
      rows(state).map(({ parameter, index, all, correlated }) => [
        parameter,
        index,
        all.map((odds) => percent(odds)).join(', '),
        correlated === 0 ? 'none' : `${correlated} others, whose effect it holds too`,
      ]),
    ),
}
