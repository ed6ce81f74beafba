// Numbers, shares and dates as people read them.

/// One decimal; what is neither impossible nor certain never looks so.
export function percent(share) {
  if (share === null || Number.isNaN(share)) return 'none'
  const value = 100 * share
  if (value <= 0) return '0 %'
  if (value >= 100) return '100 %'
  if (value < 0.05) return '<0.1 %'
  return value >= 99.95 ? '>99.9 %' : `${value.toFixed(1)} %`
}

/// Ends rounded outwards, so that the interval shown holds the interval computed.
export function interval(low, high) {
  const outwards = (share, round) => String(round(1000 * share) / 10)
  return `${outwards(low, Math.floor)} to ${outwards(high, Math.ceil)} %`
}

export function share(probability) {
  return `${percent(probability.probability)} (${interval(probability.low, probability.high)})`
}

/// Three digits, with powers of ten beyond a million.
export function number(value) {
  if (value === null || value === undefined) return ''
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2).replace('e+', 'e')
  return Number(value.toPrecision(3)).toLocaleString('en')
}

export function whole(value) {
  return value.toLocaleString('en')
}

export function words(name) {
  return name.replaceAll('_', ' ')
}

/// The month `month` of the model as a year with its fraction.
export function year_of(result, month) {
  const [year, of_year] = result.summary.start.split('-').map(Number)
  return year + (of_year - 1 + month - 1) / 12
}

/// The month as text; months beyond the horizon did not come.
export function date_of(result, month) {
  return month < result.months.length ? result.months[month] : `not by ${result.summary.horizon}`
}

export const unit_of = (unit) => (unit === '1' ? 'share' : unit)

/// Of an axis label: 100k, 1bn, 1e30.
export const label_expression =
  'abs(datum.value) >= 1e13 || (abs(datum.value) < 1e-3 && datum.value != 0)' +
  " ? replace(format(datum.value, '.0e'), '+', '')" +
  " : replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'm', 'e-3')"
