// Opens the pages that tests/report_page.py made, over file://, in Chromium.
// Usage: node browser.mjs PACKAGES CHROMIUM FOLDER
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [packages, chromium_path, folder] = process.argv.slice(2).map((path) => resolve(path))
const load = createRequire(join(packages, 'package.json'))
const { chromium } = load('playwright-core')
const axe = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8')

const profile = mkdtempSync(join(tmpdir(), 'racecast-page-'))
const context = await chromium.launchPersistentContext(profile, {
  executablePath: chromium_path,
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

/// A page at work, with all that it complained of and asked for.
async function open(name, width = 1280) {
  const page = await context.newPage()
  page.setDefaultTimeout(120000)
  const heard = { console: [], requests: [], dialogs: 0 }
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) heard.console.push(message.text())
  })
  page.on('pageerror', (error) => heard.console.push(String(error)))
  page.on('request', (request) => heard.requests.push(request.url()))
  page.on('dialog', (dialog) => {
    heard.dialogs += 1
    dialog.dismiss()
  })
  await page.setViewportSize({ width, height: 900 })
  const address = pathToFileURL(join(folder, name)).href
  await page.goto(address)
  await page.waitForSelector('html[data-ready]', { state: 'attached' })
  return { page, heard, address }
}

/// Scrolls every chart into view and waits for its picture.
async function draw_all(page) {
  for (const chart of await page.locator('.chart').all()) {
    await chart.scrollIntoViewIfNeeded()
    await chart.locator('svg[data-ready]').waitFor()
  }
  await page.evaluate(() => scrollTo(0, 0))
}

async function assert_charts(page, least) {
  const charts = await page.locator('.chart').all()
  assert.ok(charts.length >= least, `${charts.length} charts`)
  for (const chart of charts) {
    const id = await chart.getAttribute('id')
    const found = await chart.evaluate((place) => {
      const svg = place.querySelector('svg')
      return {
        marks: svg.querySelectorAll('.role-mark path, .role-mark text, .role-mark line').length,
        label: svg.getAttribute('aria-label'),
        html: svg.outerHTML,
        width: svg.getBoundingClientRect().right,
      }
    })
    assert.ok(found.marks > 0, `${id} has no marks`)
    assert.ok(found.label.length > 20, `${id} has no label`)
    assert.ok(!/NaN|undefined|Infinity/.test(found.html), `${id} shows what is no number`)
    assert.ok(found.width <= page.viewportSize().width + 1, `${id} is wider than the page`)
  }
}

function assert_quiet({ heard, address }) {
  assert.deepEqual(heard.console, [])
  assert.equal(heard.dialogs, 0)
  assert.deepEqual(
    heard.requests.filter((url) => url !== address && !url.startsWith('data:')),
    [],
  )
}

/// A choice changes the picture of each chart that has it, and back again the same picture.
async function assert_choices(page) {
  for (const select of await page.locator('section .controls select').all()) {
    const what = await select.getAttribute('data-choice')
    const svg = select.locator('xpath=ancestor::section').locator('.chart svg[data-ready]')
    const shown = async () => {
      await svg.waitFor()
      return (await svg.evaluate((node) => node.innerHTML))
        .replace(/(id|url\(#)="?[\w-]*clip\d+/g, '')
        .replace(/clip\d+/g, '')
    }
    const before = await shown()
    const chosen = await select.inputValue()
    const others = await select.locator('option').evaluateAll((all) => all.map((one) => one.value))
    await select.selectOption(others.find((value) => value !== chosen))
    assert.ok((await shown()) !== before, `${what} changes nothing`)
    await select.selectOption(chosen)
    assert.ok((await shown()) === before, `${what} does not come back`)
  }
}

async function assert_accessible(page) {
  for (const details of await page.locator('section details').all())
    await details.evaluate((node) => {
      node.open = true
    })
  const found = await page.evaluate(`(() => { const module = undefined, exports = undefined; ${axe};
    return axe.run(document, { resultTypes: ['violations'] }) })()`)
  const grave = found.violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
  assert.deepEqual(
    grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html)}`),
    [],
  )
  for (const details of await page.locator('section details').all())
    await details.evaluate((node) => {
      node.open = false
    })
}

const tests = {
  async 'a page is small, draws what it says and asks for nothing'() {
    assert.ok(statSync(join(folder, 'baseline.html')).size < 5e6)
    const opened = await open('baseline.html')
    const { page } = opened
    const ready = await page.evaluate(
      () => performance.getEntriesByName('racecast-ready')[0].startTime,
    )
    console.log(
      `ready after ${ready.toFixed(0)} ms, ${statSync(join(folder, 'baseline.html')).size} bytes`,
    )
    const below = await page.locator('#chart-events svg').count()
    assert.equal(below, 0, 'what is far below waits until it is seen')
    await draw_all(page)
    await assert_charts(page, 7)
    await page.screenshot({ path: join(folder, 'wide.png'), fullPage: true })
    await assert_choices(page)
    await assert_accessible(page)
    assert_quiet(opened)
    await page.close()
  },
  async 'a phone shows all of it without scrolling sideways'() {
    const opened = await open('baseline.html', 360)
    await draw_all(opened.page)
    await assert_charts(opened.page, 7)
    const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 360, `${wide} pixels wide`)
    await opened.page.screenshot({ path: join(folder, 'narrow.png'), fullPage: true })
    assert_quiet(opened)
    await opened.page.close()
  },
  async 'print has the charts that were never looked at'() {
    const opened = await open('baseline.html')
    await opened.page.pdf({ path: join(folder, 'print.pdf'), format: 'A4' })
    await assert_charts(opened.page, 7)
    assert_quiet(opened)
    await opened.page.close()
  },
  async 'a trajectory under the pointer stands out and says which it is'() {
    const opened = await open('baseline.html')
    const { page } = opened
    const svg = page.locator('#chart-trajectories svg[data-ready]')
    await page.locator('#chart-trajectories').scrollIntoViewIfNeeded()
    await svg.waitFor()
    const thick = () =>
      svg.evaluate(
        (node) =>
          [...node.querySelectorAll('path')].filter(
            (path) => path.getAttribute('stroke-width') === '3',
          ).length,
      )
    assert.equal(await thick(), 0)
    // Where a line is, half way along it.
    const at = await svg.evaluate((node) => {
      const line = [...node.querySelectorAll('.mark-line path')].at(-1)
      const { x, y } = line.getPointAtLength(line.getTotalLength() / 2)
      const place = new DOMPoint(x, y).matrixTransform(line.getScreenCTM())
      return { x: place.x, y: place.y }
    })
    await page.mouse.move(at.x, at.y)
    await page.waitForFunction(() => document.querySelector('#tip:not([hidden])'))
    assert.match(await page.locator('#tip').innerText(), /^Trajectory \d+/)
    assert.equal(await thick(), 2, 'one line a nation')
    await page.screenshot({ path: join(folder, 'hover.png') })
    await page.mouse.move(1, 1)
    await page.waitForFunction(() => document.querySelector('#tip').hidden)
    assert.equal(await thick(), 0)
    assert_quiet(opened)
    await page.close()
  },
  async 'published figures stand in the fan chart of their quantity, and in its table'() {
    const opened = await open('baseline.html')
    const { page } = opened
    await page.locator('#chart-quantities').scrollIntoViewIfNeeded()
    await page.locator('#quantities select').selectOption({ label: 'installed compute' })
    const svg = page.locator('#chart-quantities svg[data-ready]')
    await svg.waitFor()
    const diamonds = await svg.evaluate(
      (node) =>
        [...node.querySelectorAll('.mark-symbol path')].filter(
          (path) => path.getAttribute('stroke') === '#111',
        ).length,
    )
    assert.equal(diamonds, 4)
    await page.locator('#quantities summary').click()
    const known = page.locator('#quantities [aria-label="Published figures"]')
    await known.waitFor()
    assert.match(await known.innerText(), /US installed compute\s+United States\s+end of 2025/)
    await page.locator('#quantities').screenshot({ path: join(folder, 'fan.png') })
    assert_quiet(opened)
    await page.close()
  },
  async 'the keyboard reaches controls and moves them'() {
    const opened = await open('baseline.html')
    const select = opened.page.locator('#arrivals select')
    await select.focus()
    const before = await select.inputValue()
    await opened.page.keyboard.press('ArrowDown')
    assert.notEqual(await select.inputValue(), before)
    await opened.page.locator('#first summary').focus()
    await opened.page.keyboard.press('Enter')
    await opened.page.locator('#first table tbody tr').first().waitFor()
    assert_quiet(opened)
    await opened.page.close()
  },
  async 'thresholds that nobody reaches are shown as such'() {
    const opened = await open('never.html')
    await draw_all(opened.page)
    await opened.page.locator('#arrivals select').selectOption({ label: 'effective 1e34' })
    await opened.page.locator('#lead .chart svg[data-ready]').waitFor()
    assert.match(await opened.page.locator('#lead').innerText(), /In no trajectory do both arrive/)
    assert.ok(!/NaN|undefined|Infinity|null/.test(await opened.page.locator('main').innerText()))
    assert_quiet(opened)
    await opened.page.close()
  },
  async 'several files are compared'() {
    const opened = await open('several.html')
    await draw_all(opened.page)
    await assert_charts(opened.page, 8)
    await opened.page.locator('#comparison summary').click()
    await opened.page.locator('#comparison tbody tr').nth(5).waitFor()
    assert.match(
      await opened.page.locator('#comparison tbody').innerText(),
      /[+-]\d+\.\d \([+-]\d+\.\d to [+-]\d+\.\d\)/,
    )
    const title = await opened.page.locator('h1').innerText()
    await opened.page.locator('header select').selectOption('2')
    assert.notEqual(await opened.page.locator('h1').innerText(), title)
    await draw_all(opened.page)
    await assert_charts(opened.page, 8)
    await opened.page.locator('#comparison').screenshot({ path: join(folder, 'comparison.png') })
    await assert_accessible(opened.page)
    assert_quiet(opened)
    await opened.page.close()
  },
  async 'markup in a file is text'() {
    const opened = await open('hostile.html')
    await draw_all(opened.page)
    assert.ok(
      (await opened.page.locator('h1').textContent()).startsWith(
        '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&</script>',
      ),
    )
    assert.equal(await opened.page.locator('body img').count(), 0)
    assert_quiet(opened)
    await opened.page.close()
  },
}

let failed = 0
for (const [name, test] of Object.entries(tests)) {
  try {
    await test()
    console.log(`passed: ${name}`)
  } catch (error) {
    failed += 1
    console.error(`FAILED: ${name}\n${error.stack}`)
  }
}
await context.close()
rmSync(profile, { recursive: true, force: true })
process.exit(failed === 0 ? 0 : 1)
