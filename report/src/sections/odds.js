// How the odds differ between worlds.
import { table } from '../dom.js'
import { percent, words } from '../format.js'

const names = ['as counted', 'without the luck of few paths']

/// [bin] {from, to, counted, own}: shares of the worlds.
function rows(state) {
  const { raw, denoised, bin_width } = state.threshold.odds
  return raw.map((counted, bin) => ({
    from: bin * bin_width,
    to: (bin + 1) * bin_width,
    counted,
    own: denoised[bin],
  }))
}

const range_of = ({ from, to }) => `${Math.round(100 * from)} to ${Math.round(100 * to)} %`

function spec(state, width) {
  const values = rows(state).map((row) => ({
    ...row,
    middle: (row.from + row.to) / 2,
    range: range_of(row),
    counted_text: percent(row.counted),
    own_text: percent(row.own),
  }))
  const y = (field) => ({
    field,
    type: 'quantitative',
    title: 'worlds',
    axis: { format: '.2~%', tickCount: 4 },
    scale: { zero: true },
  })
  const x = {
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    title: 'probability of a world that the US is first',
    axis: { format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] },
  }
  const colour = (name) => ({
    datum: name,
    type: 'nominal',
    title: null,
    scale: { domain: names, range: ['#9ecae1', '#0b3d5c'] },
  })
  return {
    width,
    height: width < 480 ? 220 : 260,
    autosize: { type: 'fit-x', contains: 'padding' },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', binSpacing: 2 },
        encoding: {
          x: { field: 'from', bin: 'binned', ...x },
          x2: { field: 'to' },
          y: y('counted'),
          color: colour(names[0]),
          tooltip: [
            { field: 'range', title: 'US first with' },
            { field: 'counted_text', title: `Worlds, ${names[0]}` },
            { field: 'own_text', title: `Worlds, ${names[1]}` },
          ],
        },
      },
      {
        mark: { type: 'line', strokeWidth: 2.5, point: { size: 40, filled: true } },
        encoding: { x: { field: 'middle', ...x }, y: y('own'), color: colour(names[1]) },
      },
    ],
  }
}

export const odds_chart = {
  id: 'odds',
  title: 'How the odds differ between worlds',
  caption:
    'A world is one set of parameters; bars at the ends are worlds in which the parameters alone ' +
    'nearly decide who is first, bars in the middle are worlds in which chance decides.',
  controls: ['threshold'],
  depends: ['threshold'],
  spec,
  note: (state) =>
    `Each world ran ${state.result.summary.paths_per_draw} paths, so bars are blurred: a world ` +
    'whose true odds are 50 % scatters around the middle by the luck of so few paths. The line ' +
    'is the most likely distribution of the worlds’ own odds.',
  label: (state) => {
    const all = rows(state)
    return (
      `Histogram of worlds by the odds of the US at ${words(state.threshold.name)}: ` +
      `${percent(all[0].own)} of worlds give it ${range_of(all[0])}, ` +
      `${percent(all.at(-1).own)} give it ${range_of(all.at(-1))}`
    )
  },
  table: (state) =>
    table(
      'Worlds by odds',
      [
        { name: 'Probability that the US is first' },
        ...names.map((name) => ({ name: `Worlds, ${name}`, number: true })),
      ],
      rows(state).map((row) => [range_of(row), percent(row.counted), percent(row.own)]),
    ),
}
