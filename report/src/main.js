import { chart_section } from './chart.js'
import { element } from './dom.js'
import { whole } from './format.js'
import { arrivals_chart } from './sections/arrivals.js'
import { comparison_chart } from './sections/comparison.js'
import { drivers_chart } from './sections/drivers.js'
import { events_chart } from './sections/events.js'
import { fan_chart } from './sections/fan.js'
import { glossary_section } from './sections/glossary.js'
import { hindcasts_section } from './sections/hindcasts.js'
import { leads_chart } from './sections/leads.js'
import { odds_chart } from './sections/odds.js'
import { outcomes_chart } from './sections/outcomes.js'
import { parameters_section } from './sections/parameters.js'
import { provenance_section } from './sections/provenance.js'
import { trajectories_chart } from './sections/trajectories.js'
import { make_state, result_name, selector } from './state.js'

function header(state) {
  const title = element('h1')
  const headline = element('p', { class: 'headline' })
  const description = element('p', { class: 'quiet' })
  const fill = () => {
    const { headline: sentence, summary } = state.result
    title.textContent = result_name(state.result, 0, state.results)
    headline.textContent = sentence
    description.textContent = [
      summary.description,
      `${whole(summary.trajectories)} simulated trajectories, ` +
        `${summary.start} to ${summary.horizon}.`,
    ]
      .filter(Boolean)
      .join('. ')
    document.title = `${summary.name}: racecast report`
  }
  state.listen((what) => {
    if (what === 'result') fill()
  })
  fill()
  const several = state.results.length > 1
  return element(
    'header',
    {},
    title,
    description,
    headline,
    several ? element('div', { class: 'controls' }, selector(state, 'result')) : null,
    element(
      'p',
      { class: 'quiet' },
      'These are the odds inside one model with stated guesses, not the odds ' +
        'of the world: read them with the parameters below.',
    ),
  )
}

function contents(sections) {
  return element(
    'nav',
    { 'aria-label': 'Contents' },
    element(
      'ul',
      {},
      sections.map((section) =>
        element(
          'li',
          {},
          element('a', { href: `#${section.id}` }, section.querySelector('h2').textContent),
        ),
      ),
    ),
  )
}

const state = make_state(JSON.parse(document.getElementById('racecast-data').textContent))
const several = state.results.length > 1
const sampled = state.results.every((result) => result.samples.rows.length > 0)
const explained = state.results.every((result) => result.sensitivity !== null)
const sections = [
  ...[
    outcomes_chart,
    ...(several ? [comparison_chart] : []),
    arrivals_chart,
    leads_chart,
    fan_chart,
    odds_chart,
    ...(sampled ? [trajectories_chart] : []),
    events_chart,
    ...(explained ? [drivers_chart] : []),
  ].map((chart) => chart_section(state, chart)),
  hindcasts_section(state),
  parameters_section(state),
  provenance_section(state),
  glossary_section(state.glossary),
]
const head = header(state)
head.append(contents(sections))
document.getElementById('page').append(head, element('main', {}, sections))
performance.mark('racecast-ready')
document.documentElement.setAttribute('data-ready', '')
