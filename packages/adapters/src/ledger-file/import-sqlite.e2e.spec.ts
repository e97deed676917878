import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { encodeLine } from '@kpi-ledger/core'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { leftOf, readAllOf, rightOf, temporaryFiles } from '../fixture.spec'
import { sqliteStore, type SqliteStore } from '../sqlite'
import { importLedgerFile } from './import'
import { readAgain } from './read-again'

const path = temporaryFiles()
const events = [...generateLedger({ contracts: 7, events: 3000, publications: true })]
const lines = events.map(encodeLine)
const content = `${lines.join('\n')}\n`

let store: SqliteStore
beforeEach(async () => {
  store = rightOf(await sqliteStore(`${path('')}.db`)())
})
afterEach(() => {
  store.close()
})

describe('a ledger file imported piece by piece', () => {
  it('keeps its order in the store', async () => {
    rightOf(await importLedgerFile(path(content), store)())
    expect((await readAllOf(store)).map(encodeLine)).toEqual(lines)
  })

  it('is continued where the store ends, once', async () => {
    const half = `${lines.slice(0, 1234).join('\n')}\n`
    rightOf(await importLedgerFile(path(half), store)())
    for (const [added, known] of [
      [lines.length - 1234, 1234],
      [0, lines.length],
    ] as const) {
      const imported = rightOf(await importLedgerFile(path(content), store)())
      const sum = (of: 'added' | 'known') => imported.reduce((all, each) => all + each[of], 0)
      expect([sum('added'), sum('known')]).toEqual([added, known])
    }
    expect((await readAllOf(store)).map(encodeLine)).toEqual(lines)
  })

  it('leaves nothing behind if its last id is already in the store', async () => {
    const [other] = generateLedger({ contracts: 1, events: 30, seed: 5 })
    const last = events.at(-1)
    if (other === undefined || last === undefined) throw new Error('no events')
    const stream = 'kpiContract-other'
    const data = { ...other.data, contract: 'other' }
    const taken = { ...other, id: last.id, stream, data } as typeof other
    rightOf(await importLedgerFile(path(`${encodeLine(taken)}\n`), store)())
    const error = leftOf(await importLedgerFile(path(content), store)())
    expect(error).toEqual({ _tag: 'IdReused', id: last.id })
    expect(await readAllOf(store)).toHaveLength(1)
  })

  it('is not imported if its bytes have changed when it is read again, and leaves nothing', async () => {
    const file = path(content)
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    const again = () => readAgain({ path: file, sha256, held: () => 0, onBatch: () => undefined })
    const changes: ReadonlyArray<() => void> = [
      () => appendFileSync(file, `${lines[0] ?? ''}\n`),
      () => writeFileSync(file, content.replace('"actor":"', '"actor":"x')),
      () => writeFileSync(file, content.slice(0, -20)),
      () => writeFileSync(file, ''),
    ]
    for (const change of changes) {
      writeFileSync(file, content)
      change()
      const appended = await store.appendEach(again())()
      expect([E.isLeft(appended), await readAllOf(store)]).toEqual([true, []])
    }
    writeFileSync(file, content)
    expect(await store.appendEach(again())()).toEqual(E.right(null))
    expect(await readAllOf(store)).toHaveLength(lines.length)
  })
})
