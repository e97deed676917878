import { invariant } from '@kpi-ledger/core/unstable'
import {
  CST,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  Parser,
  Scalar,
  type ParsedNode,
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

const placeAt = (lines: LineCounter, offset: number): Place => {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** Converts the nodes of the YAML library into values with their places. */
class Reading {
  constructor(
    private readonly lines: LineCounter,
    private readonly report: Report,
  ) {}

  read(node: ParsedNode | null, outer: Place): Written {
    if (node === null) return scalar(outer, null)
    const at = placeAt(this.lines, node.range[0])
    if (isAlias(node))
      return mistaken(
        this.report,
        at,
        'an alias (*) is not allowed here: write out what it refers to',
      )
    if (node.anchor !== undefined)
      return mistaken(this.report, at, 'an anchor (&) is not allowed here: leave it out')
    if (isScalar(node)) return this.scalarOf(node, at, outer)
    if (isMap(node)) return this.mapIn(node, at)
    return { kind: 'list', at, items: node.items.map((item) => this.read(item, at)) }
  }

  private scalarOf({ value, type, source }: Scalar.Parsed, at: Place, outer: Place): Written {
    if (value === null) return scalar(source === '' ? outer : at, null)
    invariant(
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
      `the core schema of YAML has no ${typeof value}`,
    )
    return { kind: 'scalar', at, value, source: type === Scalar.PLAIN ? source : String(value) }
  }

  private mapIn({ items }: YAMLMap.Parsed, at: Place): Written {
    const entries = new Map<string, Written>()
    for (const { key, value } of items) {
      const place = placeAt(this.lines, key.range[0])
      if (!isScalar(key)) {
        this.report(place, 'a name must be plain text')
        continue
      }
      const name = key.type === Scalar.PLAIN ? key.source : String(key.value)
      entries.set(name, this.read(value, place))
    }
    return { kind: 'map', at, entries }
  }
}

const UNQUOTED = /^[^\n]*:[ \t]+>/

/** A syntax error as a person who wrote `target: >= 95` would understand it. */
const inPlainWords = (text: string, offset: number, code: string, message: string): string => {
  if (code === 'MULTIPLE_DOCS')
    return 'a definition is one document: leave out "---" and what follows'
  if (code === 'TAG_RESOLVE_FAILED') return 'this tag (!) is not allowed here: leave it out'
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  return UNQUOTED.test(text.slice(start))
    ? 'put what begins with ">" in quotes, as in target: ">= 95"'
    : message.replace(/\.?$/, '')
}

/**
 * Where text is nested too deeply, if anywhere. The YAML library composes its nodes by recursion, so
 * deep nesting would exhaust the stack, or end the process where a regular expression is compiled on
 * the last of it; its parser does not recurse.
 */
const tooDeep = (text: string): Place | undefined => {
  const lines = new LineCounter()
  const found: Array<Place> = []
  for (const token of new Parser(lines.addNewLine).parse(text))
    if (token.type === 'document')
      CST.visit(token, ({ key, value }, { length }) => {
        const inner = [key, value].find((part) => CST.isCollection(part))
        if (length <= DEEPEST || !inner) return undefined
        found.push(placeAt(lines, inner.offset))
        return CST.visit.BREAK
      })
  return found[0]
}

/** Reads YAML that is as plain as JSON: without aliases, anchors and tags. Reports every fault. */
export const readYaml = (text: string, report: Report): Written => {
  const start = { line: 1, column: 1 }
  if (text.length > LONGEST)
    return mistaken(report, start, `a definition has at most ${LONGEST} characters`)
  const deep = tooDeep(text)
  if (deep !== undefined) return mistaken(report, deep, `nested more than ${DEEPEST} deep`)
  const lines = new LineCounter()
  const document = parseDocument(text, {
    ...{ lineCounter: lines, prettyErrors: false, schema: 'core', version: '1.2' },
    ...{ keepSourceTokens: false, uniqueKeys: true, merge: false, resolveKnownTags: false },
  })
  const seen = new Set<string>()
  for (const { pos, code, message } of [...document.errors, ...document.warnings].slice(
    0,
    MOST_FAULTS,
  )) {
    const at = placeAt(lines, pos[0])
    const says = inPlainWords(text, pos[0], code, message)
    const key = `${at.line} ${says}`
    if (!seen.has(key)) report(at, says)
    seen.add(key)
  }
  return new Reading(lines, report).read(document.contents, start)
}
