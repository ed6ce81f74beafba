// Elements. What comes from a file becomes text, never markup.

/// element('p', { class: 'note' }, 'text', child, ...)
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value)
    else if (value !== null && value !== undefined) made.setAttribute(key, value)
  }
  made.append(...children.flat().filter((child) => child !== null))
  return made
}

/// columns: [{ name, number, wide, path }], rows: [[cell]]; a cell is text or an element.
/// Scrolls by itself.
export function table(label, columns, rows) {
  const kind = (column) =>
    column.number ? 'number' : column.wide ? 'wide' : column.path ? 'path' : null
  const head = element(
    'tr',
    {},
    columns.map((column) => element('th', { scope: 'col', class: kind(column) }, column.name)),
  )
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      row.map((cell, i) => element('td', { class: kind(columns[i]) }, cell)),
    ),
  )
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    element('table', {}, element('thead', {}, head), element('tbody', {}, body)),
  )
}

/// A closed detail whose content is made when it is first opened.
export function later(title, make) {
  const details = element('details', {}, element('summary', {}, title))
  const fill = () => {
    if (!details.open) return
    while (details.children.length > 1) details.lastChild.remove()
    details.append(make())
  }
  details.addEventListener('toggle', fill)
  return { details, refresh: fill }
}

/// A link where the address is one of the web; else its text.
export function link(address, text) {
  if (!/^https?:\/\//.test(address ?? '')) return text
  return element('a', { href: address, rel: 'noopener noreferrer' }, text)
}
