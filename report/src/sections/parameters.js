// What went in.
import { element, link, table } from '../dom.js'
import { number } from '../format.js'

function source_cell({ source, evidence, note }) {
  if (!evidence)
    return [source === 'judgement' ? 'judgement' : (source ?? ''), note ? `. ${note}` : '']
  const figure = [
    evidence.value ?? null,
    evidence.low !== null || evidence.high !== null
      ? `(${number(evidence.low)} to ${number(evidence.high)})`
      : null,
  ]
    .filter((part) => part !== null)
    .map((part) => (typeof part === 'number' ? number(part) : part))
    .join(' ')
  return [
    link(evidence.link, `${evidence.publisher}, ${evidence.year}`),
    `: ${evidence.quantity}, ${evidence.period}` +
      `${figure ? `: ${figure} ${evidence.unit}` : ''}. Confidence ${evidence.confidence}.` +
      (note ? ` ${note}` : ''),
  ]
}

/// A path may break after its dots and words.
function path_cell(path) {
  return element(
    'span',
    {},
    path.split(/(?<=[._])/).flatMap((part) => [part, element('wbr')]),
  )
}

function rows(result, wanted) {
  return result.parameters.filter((parameter) =>
    wanted.every((word) =>
      `${parameter.path} ${parameter.meaning} ${parameter.source}`.toLowerCase().includes(word),
    ),
  )
}

export function parameters_section(state) {
  const place = element('div')
  const count = element('p', { class: 'note', role: 'status' })
  const search = element('input', { type: 'search', oninput: () => fill() })
  const fill = () => {
    const shown = rows(state.result, search.value.toLowerCase().split(/\s+/).filter(Boolean))
    count.textContent = `${shown.length} of ${state.result.parameters.length} parameters`
    place.replaceChildren(
      table(
        'Parameters',
        [
          { name: 'Parameter', path: true },
          { name: 'Meaning', wide: true },
          { name: '5 %', number: true },
          { name: '50 %', number: true },
          { name: '95 %', number: true },
          { name: 'Unit' },
          { name: 'Source', wide: true },
        ],
        shown.map((parameter) => [
          path_cell(parameter.path),
          parameter.meaning,
          parameter.constant ? '' : number(parameter.p5),
          number(parameter.p50),
          parameter.constant ? '' : number(parameter.p95),
          parameter.unit === '1' ? '' : parameter.unit,
          element('span', {}, source_cell(parameter)),
        ]),
      ),
    )
  }
  state.listen((what) => {
    if (what === 'result') fill()
  })
  fill()
  return element(
    'section',
    { id: 'parameters', class: 'long', 'aria-labelledby': 'parameters-title' },
    element('h2', { id: 'parameters-title' }, 'What went in'),
    element(
      'p',
      { class: 'note' },
      'Every parameter that the config gives: its median and 90 % interval (one number: a ' +
        'constant), and where that comes from. “judgement”: nobody has measured it.',
    ),
    element('div', { class: 'controls' }, element('label', {}, 'Only with the words', search)),
    count,
    place,
  )
}
