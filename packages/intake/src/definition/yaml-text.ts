import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  Scalar,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml'
import type { Place } from './place'
import { mistaken, scalar, type Report, type Written } from './written'

/** The length of the longest definition that is read, in UTF-16 code units. */
const LONGEST = 2_000_000

/** The deepest nesting that is read, far deeper than any definition needs. */
const DEEPEST = 50

/** How many syntax faults are reported: text that is not YAML may have one per character. */
const MOST_FAULTS = 100

/** Converts the nodes of the YAML library into values with their places. */
class Reading {
  constructor(
    private readonly lines: LineCounter,
    private readonly report: Report,
  ) {}

  placeAt(offset: number): Place {
    const { line, col } = this.lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }

  private placeOf(node: Node | null, otherwise: Place): Place {
    const start = node?.range?.[0]
    return start === undefined ? otherwise : this.placeAt(start)
  }

  read(node: Node | null, outer: Place, depth: number): Written {
    const at = this.placeOf(node, outer)
    if (node === null) return scalar(outer, null)
    if (isAlias(node))
      return mistaken(
        this.report,
        at,
        'an alias (*) is not allowed here: write out what it refers to',
      )
    if (node.anchor !== undefined)
      return mistaken(this.report, at, 'an anchor (&) is not allowed here: leave it out')
    if (isScalar(node)) return this.scalarOf(node, at, outer)
    if (!isCollection(node) || depth > DEEPEST)
      return mistaken(this.report, at, `nested more than ${DEEPEST} deep`)
    if (isMap(node)) return this.mapIn(node, at, depth)
    const items = node.items.map((item) => this.read(isNode(item) ? item : null, at, depth + 1))
    return { kind: 'list', at, items }
  }

  private scalarOf(node: Scalar, at: Place, outer: Place): Written {
    const { value, type, source } = node
    if (value === null) return scalar(node.source === '' ? outer : at, null)
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return mistaken(this.report, at, 'expected text or a number')
    const text = type === Scalar.PLAIN ? source : undefined
    return { kind: 'scalar', at, value, source: text ?? String(value) }
  }

  private mapIn(node: YAMLMap, at: Place, depth: number): Written {
    const entries = new Map<string, Written>()
    for (const pair of node.items) {
      const { key, value } = pair
      if (!isPair(pair) || !isScalar(key)) {
        this.report(at, 'a name must be plain text')
        continue
      }
      const place = this.placeOf(key, at)
      const name = key.type === Scalar.PLAIN ? (key.source ?? String(key.value)) : String(key.value)
      entries.set(name, this.read(isNode(value) ? value : null, place, depth + 1))
    }
    return { kind: 'map', at, entries }
  }
}

const UNQUOTED = /:[ \t]+>[^\n]*/

/** A syntax error as a person who wrote `target: >= 95` would understand it. */
const inPlainWords = (text: string, offset: number, message: string): string => {
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  const [line = ''] = text.slice(start).split('\n', 1)
  return UNQUOTED.test(line)
    ? 'put what begins with ">" in quotes, as in target: ">= 95"'
    : message.replace(/\.?$/, '')
}

const parsed = (text: string, lines: LineCounter): Document.Parsed | null => {
  try {
    return parseDocument(text, {
      ...{ lineCounter: lines, prettyErrors: false, schema: 'core', version: '1.2' },
      ...{ keepSourceTokens: false, uniqueKeys: true, merge: false, logLevel: 'silent' },
    })
  } catch (error) {
    // The library recurses: a hundred thousand brackets exhaust the stack.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Reads YAML that is as plain as JSON: without aliases, anchors and tags. Reports every fault. */
export const readYaml = (text: string, report: Report): Written => {
  const start = { line: 1, column: 1 }
  if (text.length > LONGEST)
    return mistaken(report, start, `a definition has at most ${LONGEST} characters`)
  const lines = new LineCounter()
  const document = parsed(text, lines)
  if (document === null) return mistaken(report, start, 'nested too deeply to be read')
  const reading = new Reading(lines, report)
  const seen = new Set<string>()
  for (const { pos, message } of [...document.errors, ...document.warnings].slice(0, MOST_FAULTS)) {
    const at = reading.placeAt(pos[0])
    const says = inPlainWords(text, pos[0], message)
    const key = `${at.line} ${says}`
    if (!seen.has(key)) report(at, says)
    seen.add(key)
  }
  return reading.read(document.contents, start, 0)
}
