// Bundles src/ into one page and writes it as C++ source, in pieces that every compiler takes.
// Usage: node bundle.mjs TARGET.cpp (beside src/ and node_modules/)
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const most_bytes = 1.5e6

async function bundled(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
  })
  return result.outputFiles[0].text.trim()
}

// A quote or backslash is escaped, what is not printable ASCII is given as three octal digits, and
// `?` cannot begin a trigraph.
function literal(bytes) {
  let text = ''
  for (const byte of bytes) {
    const letter = String.fromCharCode(byte)
    if (letter === '"' || letter === '\\' || letter === '?') text += '\\' + letter
    else if (byte < 32 || byte > 126) text += '\\' + byte.toString(8).padStart(3, '0')
    else text += letter
  }
  return `"${text}"`
}

const script = await bundled('src/main.js')
const style = await bundled('src/page.css')
// Only this script may run: the page's policy names its digest.
const digest = createHash('sha256').update(script).digest('base64')
const page = readFileSync('src/page.html', 'utf8')
  .replace('{{digest}}', () => digest)
  .replace('{{style}}', () => style)
  .replace('{{script}}', () => script)
const bytes = Buffer.from(page)
if (bytes.length > most_bytes) throw new Error(`the page has ${bytes.length} bytes`)
if (script.includes('</script')) throw new Error('the script would end its element')

const pieces = []
for (let at = 0; at < bytes.length; at += 8192) pieces.push(literal(bytes.subarray(at, at + 8192)))
writeFileSync(
  process.argv[2],
  `// Written by report/bundle.mjs.
#include "host/page/page.hpp"

namespace racecast {

std::span<const std::string_view> page_pieces() {
  static constexpr std::string_view pieces[] = {
${pieces.map((piece) => `    ${piece},`).join('\n')}
  };
  return pieces;
}

}  // namespace racecast
`,
)
console.log(`the page without data: ${bytes.length} bytes`)
