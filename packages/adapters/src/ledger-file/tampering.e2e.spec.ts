import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect, decodeLine, encodeLine } from '@kpi-ledger/core'
import { digestAt, eventLeaf, merkleLog, toHex } from '@kpi-ledger/core/proofs'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { nodeHashing } from '../node-hashing'
import { readLedgerFile } from './ledger-file'

const EVENTS = 200
const LINE_FEED = 0x0a

const lines = [...generateLedger({ contracts: 1, events: EVENTS })].map(encodeLine)
const file = Buffer.from(`${lines.join('\n')}\n`)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tampering-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** The root of a whole file; null if it is refused. */
const rootOf = async (bytes: Uint8Array): Promise<string | null> => {
  const path = join(folder, 'ledger.ndjson')
  writeFileSync(path, bytes)
  const events = await collect(readLedgerFile(path))()
  if (E.isLeft(events)) return null
  return digestAt('', merkleLog(events.right, nodeHashing))?.root ?? null
}

const decode = decodeLine()
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const leafOf = (line: Uint8Array): string | null => {
  let text: string
  try {
    text = utf8.decode(line)
  } catch {
    return null
  }
  const event = text.trim() === text ? decode(text) : E.left(null)
  return E.isLeft(event) ? null : toHex(eventLeaf(event.right, nodeHashing))
}

/** Other values for a byte: each single bit flipped, and bytes with a meaning in JSON. */
const others = (byte: number): ReadonlyArray<number> =>
  [
    ...[0x01, 0x10, 0x80].map((bit) => byte ^ bit),
    ...Array.from(' "0\n,}', (character) => character.charCodeAt(0)),
  ].filter((other) => other !== byte)

describe('M27 a ledger file of 200 events with one byte changed', () => {
  it('is refused, or has a different leaf for that line: every byte, nine other values', () => {
    const leaves = new Set(lines.map((line) => leafOf(Buffer.from(line))))
    expect(leaves.size).toBe(EVENTS)
    let [tried, refused, same] = [0, 0, 0]
    for (const text of lines) {
      const line = Buffer.from(text)
      for (const [at, byte] of line.entries())
        for (const other of others(byte)) {
          line[at] = other
          const leaf = leafOf(line)
          tried++
          if (leaf === null) refused++
          else if (leaves.has(leaf)) same++
          line[at] = byte
        }
    }
    expect(same).toBe(0)
    expect(refused).toBeLessThan(tried)
    expect(tried).toBeGreaterThan(8 * (file.length - EVENTS))
  })

  it('is refused, or has a different root when read as a whole: line endings and every 997th byte', async () => {
    const root = await rootOf(file)
    expect(root).toMatch(/^[0-9a-f]{64}$/)
    let changed = 0
    for (const [at, byte] of file.entries())
      if (byte === LINE_FEED || at % 997 === 0)
        for (const other of byte === LINE_FEED ? [0x20, 0x0d] : [byte ^ 1, byte ^ 2]) {
          const copy = Buffer.from(file)
          copy[at] = other
          if ((await rootOf(copy)) === root)
            throw new Error(`byte ${at} as ${other} changes nothing`)
          changed++
        }
    expect(changed).toBeGreaterThan(2 * EVENTS)
  })

  it('has a different root with any line left out, repeated or swapped, or is refused', async () => {
    const root = await rootOf(file)
    for (let i = 0; i < EVENTS; i++) {
      const [line = '', next = ''] = [lines[i], lines[i + 1]]
      for (const middle of [[], [line, line], [next, line]]) {
        const rest = lines.slice(middle[0] === next ? i + 2 : i + 1)
        const edited = [...lines.slice(0, i), ...middle, ...rest]
        if (edited.join('\n') === lines.join('\n')) continue
        expect(await rootOf(Buffer.from(`${edited.join('\n')}\n`))).not.toBe(root)
      }
    }
  })

  it('has the same root with Windows line endings, as the root is of events, not of bytes', async () => {
    expect(await rootOf(Buffer.from(`${lines.join('\r\n')}\r\n`))).toBe(await rootOf(file))
  })
})
