// What the words of the page mean.
import { element } from '../dom.js'

export function glossary_section(terms) {
  return element(
    'section',
    { id: 'glossary', class: 'long', 'aria-labelledby': 'glossary-title' },
    element('h2', { id: 'glossary-title' }, 'What the words mean'),
    element(
      'dl',
      {},
      terms.flatMap(({ name, meaning }) => [element('dt', {}, name), element('dd', {}, meaning)]),
    ),
  )
}
