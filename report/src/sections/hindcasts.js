// How the model has done where what came is known.
import { element, table } from '../dom.js'
import { number } from '../format.js'

function share(count, all) {
  return `${count} of ${all}`
}

function scores(hindcast) {
  return table(
    `Scores of ${hindcast.name}`,
    [
      { name: 'What was counted', wide: true },
      { name: 'Figures', number: true },
      { name: 'in the central 50 %', number: true },
      { name: '80 %', number: true },
      { name: '95 %', number: true },
      { name: 'Mean PIT', number: true },
      { name: 'Mean CRPS', number: true },
      { name: 'Best naive rule', wide: true },
      { name: 'its CRPS', number: true },
    ],
    hindcast.rows.map((row) => [
      row.description + (row.repeats ? ' *' : ''),
      String(row.figures),
      String(row.within_50),
      String(row.within_80),
      String(row.within_95),
      row.pit.toFixed(2),
      row.crps.toFixed(2),
      row.naive ?? 'the past is too short for any',
      row.naive === null ? '' : row.naive_crps.toFixed(2),
    ]),
  )
}

function told(hindcast) {
  const { figures, series } = hindcast
  return (
    `Of ${figures} figures of ${series} series, ${share(hindcast.within_50, figures)} lie in the ` +
    `central 50 %, ${share(hindcast.within_80, figures)} in 80 % and ` +
    `${share(hindcast.within_95, figures)} in 95 %. Mean CRPS ` +
    `${number(hindcast.compared_crps)}, against ${number(hindcast.naive_crps)} of the naive rule ` +
    `that was best for each series in hindsight; better in ${hindcast.better_than_naive} of ` +
    `${hindcast.compared_series} series.`
  )
}

export function hindcasts_section(state) {
  const place = element('div')
  const fill = () => {
    const all = state.result.summary.hindcasts
    place.replaceChildren(
      ...(all === null
        ? [element('p', {}, 'Another version of the model made this result: its scores are not known.')]
        : all.flatMap((hindcast) => [
            element('h3', {}, `As seen before ${hindcast.start}`),
            element('p', {}, told(hindcast)),
            scores(hindcast),
          ])),
    )
  }
  state.listen((what) => {
    if (what === 'result') fill()
  })
  fill()
  return element(
    'section',
    { id: 'hindcasts', 'aria-labelledby': 'hindcasts-title' },
    element('h2', { id: 'hindcasts-title' }, 'How this model has done'),
    element(
      'p',
      { class: 'note' },
      'The same model with priors of a past date, scored on what then came (racecast hindcast). ' +
        'CRPS is a distance in logarithms: 0.1 is about 10 %, less is better; the mean counts each ' +
        'series once. PIT is 0.5 on average where nothing is systematically too low or too high. ' +
        'Figures of a series lie close together, so that few of them are independent. *: counts ' +
        'what another series counts, and is in no sum.',
    ),
    place,
  )
}
