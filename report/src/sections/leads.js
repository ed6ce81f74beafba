// By how many months the first is ahead.
import { table } from '../dom.js'
import { percent, words } from '../format.js'
import { outcome_colours } from '../theme.js'

const ahead = ['US ahead', 'China ahead', 'same month']

/// Groups of months on either side of zero, which stands alone.
function bins(state) {
  const leads = state.result.leads[state.chosen.threshold]
  const all = state.result.summary.trajectories
  const longest = Math.max(1, ...leads.months.map(Math.abs))
  const months = longest > 120 ? 6 : longest > 36 ? 3 : 1
  const found = new Map()
  leads.months.forEach((lead, i) => {
    const group = Math.sign(lead) * Math.ceil(Math.abs(lead) / months)
    found.set(group, (found.get(group) ?? 0) + leads.counts[i])
  })
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([group, count]) => {
      const side = Math.sign(group)
      const near = (Math.abs(group) - 1) * months + 1
      const far = Math.abs(group) * months
      const who = ahead[side > 0 ? 0 : side < 0 ? 1 : 2]
      const range = months === 1 ? `${far}` : `${near} to ${far}`
      return {
        from: group === 0 ? -0.5 : side * (near - 0.5),
        to: group === 0 ? 0.5 : side * (far + 0.5),
        density: count / all / (group === 0 ? 1 : months),
        share: count / all,
        who,
        text: group === 0 ? 'same month' : `${who} by ${range} months`,
        shown: percent(count / all),
      }
    })
}

function spec(state, width) {
  return {
    width,
    height: width < 480 ? 220 : 280,
    autosize: { type: 'fit-x', contains: 'padding' },
    data: { values: bins(state) },
    mark: { type: 'bar', stroke: '#fff', strokeWidth: 0.5 },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        title:
          width < 480
            ? '← China ahead | months | US ahead →'
            : '← months by which China is ahead | months by which the US is ahead →',
        scale: { zero: true, nice: true },
        axis: {
          tickMinStep: 1,
          tickCount: width < 480 ? 6 : 12,
          labelOverlap: true,
          labelExpr: 'abs(datum.value)',
        },
      },
      x2: { field: 'to' },
      y: {
        field: 'density',
        type: 'quantitative',
        title: 'trajectories a month',
        axis: { format: '.2~%', tickCount: 4 },
        scale: { zero: true },
      },
      y2: { datum: 0 },
      color: {
        field: 'who',
        type: 'nominal',
        title: null,
        scale: { domain: ahead, range: outcome_colours.slice(0, 3) },
      },
      tooltip: [
        { field: 'text', title: 'Lead' },
        { field: 'shown', title: 'Trajectories' },
      ],
    },
  }
}

function rest(state) {
  const { result, threshold } = state
  const leads = result.leads[state.chosen.threshold]
  const part = (count) => percent(count / result.summary.trajectories)
  const { p5, p50, p95 } = threshold.lead.months
  const median =
    p50 === null
      ? 'In no trajectory do both arrive.'
      : `Where both arrive (${percent(threshold.lead.both_arrive)}), the US lead is ` +
        `${p50} months (median; 5 to 95 %: ${p5} to ${p95}; below zero: China leads).`
  return (
    `${median} Only the United States arrives by ${result.summary.horizon}: ` +
    `${part(leads.us_alone)}; only China: ${part(leads.cn_alone)}. These have no lead to show.`
  )
}

export const leads_chart = {
  id: 'lead',
  title: 'By how much',
  caption:
    'Trajectories in which both nations arrive, by how many months one is ahead of the other; ' +
    'bars ' +
    'to the right: the United States arrives earlier.',
  controls: ['threshold'],
  depends: ['threshold'],
  spec,
  note: rest,
  label: (state) => `Histogram of the lead at ${words(state.threshold.name)}. ${rest(state)}`,
  table: (state) =>
    table(
      'Leads',
      [{ name: 'Lead' }, { name: 'Share of all trajectories', number: true }],
      bins(state).map((bin) => [bin.text, bin.shown]),
    ),
}
