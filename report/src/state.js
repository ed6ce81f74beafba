// What the reader has chosen: one result, threshold, metric and trajectory for the whole page.
import { element } from './dom.js'

export function make_state(data) {
  const listeners = []
  const state = {
    results: data.results,
    glossary: data.glossary,
    chosen: { result: 0, threshold: 0, metric: 0, sample: -1 },
    get result() {
      return data.results[state.chosen.result]
    },
    get thresholds() {
      return state.result.summary.thresholds
    },
    get threshold() {
      return state.thresholds[state.chosen.threshold]
    },
    get metric() {
      return state.result.metrics[state.chosen.metric]
    },
    listen(listener) {
      listeners.push(listener)
    },
    choose(what, value) {
      const name = state.threshold.name
      state.chosen[what] = value
      if (what === 'result') {
        state.chosen.sample = -1
        state.chosen.threshold = place_of(state.result, name)
      }
      for (const listener of listeners) listener(what)
    },
  }
  const first = data.results[0]
  state.chosen.threshold = place_of(first, first.summary.primary)
  state.chosen.metric = first.metrics.findIndex((metric) => metric.name === state.threshold.metric)
  return state
}

/// The primary threshold where there is none of that name.
function place_of(result, name) {
  const names = result.summary.thresholds.map((threshold) => threshold.name)
  const place = names.indexOf(name)
  return place >= 0 ? place : Math.max(0, names.indexOf(result.summary.primary))
}

const choices = {
  result: { label: 'Result', names: (state) => state.results.map(result_name) },
  threshold: { label: 'Threshold', names: (state) => state.thresholds.map((each) => each.name) },
  metric: { label: 'Quantity', names: (state) => state.result.metrics.map((each) => each.name) },
  sample: {
    label: 'Trajectory',
    first: -1,
    names: (state) => [
      'all',
      ...state.result.samples.rows.map((row) => `number ${row.trajectory}`),
    ],
  },
}

/// Results of the same name are told apart by their files.
export function result_name(result, _, all) {
  const same = (all ?? []).filter((other) => other.summary.name === result.summary.name)
  return same.length > 1 ? `${result.summary.name} (${result.file})` : result.summary.name
}

/// A native selector of `what`, which follows the state.
export function selector(state, what) {
  const choice = choices[what]
  const first = choice.first ?? 0
  const select = element('select', {
    'data-choice': what,
    onchange: () => state.choose(what, Number(select.value)),
  })
  const fill = () => {
    select.replaceChildren(
      ...choice
        .names(state)
        .map((name, i) => element('option', { value: i + first }, name.replaceAll('_', ' '))),
    )
    select.value = state.chosen[what]
  }
  state.listen((changed) => {
    if (changed === 'result') fill()
    else if (changed === what) select.value = state.chosen[what]
  })
  fill()
  return element('label', {}, choice.label, select)
}
