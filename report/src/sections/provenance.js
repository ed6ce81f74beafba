// Where it comes from, and how to cite it.
import { element, later } from '../dom.js'
import { number, whole } from '../format.js'

/// As text for a list of references; what BibTeX reads as markup is taken out of names.
function citation({ summary, provenance }) {
  const plain = (text) => text.replace(/[{}\\%#$&~^]/g, ' ')
  return `@misc{racecast_${summary.outcome_digest.slice(0, 8)},
  title        = {racecast forecast: ${plain(summary.name)}},
  howpublished = {racecast ${plain(provenance.version)} (model ${plain(summary.model_version)})},
  year         = {${provenance.created.slice(0, 4)}},
  note         = {config ${plain(provenance.config)}, seed ${summary.seed},
                  ${summary.trajectories} trajectories,
                  outcome digest ${summary.outcome_digest}}
}`
}

function facts({ summary, provenance, file }) {
  return [
    ['File', file],
    ['Config', provenance.config],
    ['Made', provenance.created],
    ['Command', provenance.command],
    [
      'Trajectories',
      `${whole(summary.trajectories)} (${whole(summary.draws)} draws of ${
        summary.paths_per_draw
      } paths), which tell as much of the answer as ${whole(
        Math.round(summary.effective_trajectories),
      )} independent ones`,
    ],
    ['Months', `${summary.start} to ${summary.horizon}`],
    ['Seed', String(summary.seed)],
    ['Compute counted by', summary.accounting],
    [
      'Racecast',
      `${provenance.version}, model ${summary.model_version}, commit ${provenance.git_commit}`,
    ],
    [
      'Computed on',
      `${provenance.device} in ${number(provenance.wall_seconds)} s (${number(
        provenance.path_months_per_second,
      )} path-months/s)`,
    ],
    ['Outcome digest', summary.outcome_digest],
  ]
}

export function provenance_section(state) {
  const place = element('div')
  const fill = () => {
    const config = later('The whole config, resolved', () =>
      element('pre', { tabindex: '0' }, state.result.provenance.config_resolved),
    )
    place.replaceChildren(
      element(
        'dl',
        {},
        facts(state.result).flatMap(([name, text]) => [
          element('dt', {}, name),
          element('dd', {}, text),
        ]),
      ),
      element('h3', {}, 'How to cite'),
      element('pre', { tabindex: '0' }, citation(state.result)),
      config.details,
    )
  }
  state.listen((what) => {
    if (what === 'result') fill()
  })
  fill()
  return element(
    'section',
    { id: 'provenance', class: 'long', 'aria-labelledby': 'provenance-title' },
    element('h2', { id: 'provenance-title' }, 'Where it comes from'),
    element(
      'p',
      { class: 'note' },
      'The same config, seed and version give the same digest on every ' +
        'machine; racecast verify checks it.',
    ),
    place,
  )
}
