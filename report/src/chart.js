// A section with a chart: drawn when it comes into view or before print, drawn again when what it
// shows is chosen anew, with a table of the same numbers.
import { View, parse, Error as silent_but_errors } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile } from 'vega-lite'
import { element, later } from './dom.js'
import { selector } from './state.js'
import { config_of, nations } from './theme.js'

const all = []
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting) entry.target.draw()
  },
  { rootMargin: '300px' },
)
addEventListener('beforeprint', () => {
  for (const chart of all) chart.draw_once()
})
let width = innerWidth
addEventListener('resize', () => {
  if (innerWidth === width) return // a phone's bars come and go
  width = innerWidth
  for (const chart of all) if (chart.drawn) chart.draw()
})

const tip = element('div', { id: 'tip', hidden: '', 'aria-hidden': 'true' })

/// Vega's own tooltip would take markup; this one takes text.
function show_tip(_, event, __, value) {
  tip.hidden = value === null || value === undefined || value === ''
  if (tip.hidden) return
  const lines = typeof value === 'object' ? Object.entries(value) : [['', value]]
  tip.replaceChildren(
    ...lines.map(([key, text]) =>
      element('div', {}, element('b', {}, key), key ? ' ' : '', String(text)),
    ),
  )
  if (!tip.isConnected) document.body.append(tip)
  const box = tip.getBoundingClientRect()
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 4))}px`
  const below = event.clientY + 16
  tip.style.top = `${below + box.height > innerHeight ? event.clientY - box.height - 12 : below}px`
}

/// What is wanted of `chart`: id, title, caption (how to read it), controls (names of choices),
/// label, spec and table (functions of the state; spec of the width as well), note (one line below,
/// or null), depends (choices that it shows), nations (wants their legend), lights (a field: the
/// signal `lit` of the spec is that of the mark under the pointer, or -1).
export function chart_section(state, chart) {
  const place = element('div', { class: 'chart', id: `chart-${chart.id}` })
  const note = element('p', { class: 'note' })
  const numbers = later('Table of these numbers', () => chart.table(state))
  const section = element(
    'section',
    { id: chart.id, 'aria-labelledby': `${chart.id}-title` },
    element('h2', { id: `${chart.id}-title` }, chart.title),
    element('p', { class: 'note' }, chart.caption),
    element(
      'div',
      { class: 'controls' },
      (chart.controls ?? []).map((what) => selector(state, what)),
    ),
    chart.nations
      ? element(
          'div',
          { class: 'legend', 'aria-hidden': 'true' },
          nations.map((nation) => element('span', {}, nation)),
        )
      : null,
    element('figure', {}, place),
    note,
    numbers.details,
  )
  let view = null
  place.draw = () => {
    watcher.unobserve(place)
    place.drawn = true
    view?.finalize()
    place.replaceChildren()
    const spec = chart.spec(state, place.clientWidth || 640)
    view = new View(
      parse(compile({ ...spec, config: config_of(spec.width) }).spec, null, { ast: true }),
      {
        renderer: 'svg',
        container: place,
        expr: expressionInterpreter,
        tooltip: show_tip,
        logLevel: silent_but_errors,
        hover: true,
      },
    )
    view.description(chart.label(state))
    if (chart.lights) light_up(view, chart.lights)
    note.textContent = chart.note?.(state) ?? ''
    view.runAsync().then(() => label_of(place, chart.label(state)))
  }
  place.draw_once = () => {
    if (!place.drawn) place.draw()
  }
  state.listen((what) => {
    if (what !== 'result' && !chart.depends.includes(what)) return
    numbers.refresh()
    if (place.drawn) place.draw()
  })
  all.push(place)
  watcher.observe(place)
  return section
}

/// What is under the pointer, or a finger, stands out.
function light_up(view, field) {
  const light = (value) => view.signal('lit', value).runAsync()
  view.addEventListener('pointerover', (_, item) => light(item?.datum?.[field] ?? -1))
  view.addEventListener('pointerout', () => light(-1))
}

/// One picture with one name for a reader of the screen, rather than hundreds of marks.
function label_of(place, label) {
  const svg = place.querySelector('svg')
  if (!svg) return
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', label)
  for (const part of svg.children) part.setAttribute('aria-hidden', 'true')
  svg.setAttribute('data-ready', '')
}
