import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describeCheckpointStore } from '@kpi-ledger/testing/conformance'
import { leftOf, rightOf } from '../fixture.spec'
import { sqliteCheckpoints, type SqliteCheckpoints } from './checkpoints'
import { sqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-checkpoints-'))
const opened: Array<{ readonly close: () => void }> = []
let files = 0

const newFile = (): string => join(folder, `${files++}.db`)

const open = async (file: string): Promise<SqliteCheckpoints> => {
  const checkpoints = rightOf(await sqliteCheckpoints(file)())
  opened.push(checkpoints)
  return checkpoints
}

afterAll(() => {
  for (const each of opened) each.close()
  rmSync(folder, { recursive: true, force: true })
})

const key = { name: 'scorecard', version: 1 }
const checkpoint = { position: 'store:41', state: '{"a":1}' }

describeCheckpointStore({ describe, it, expect }, 'checkpoints in an SQLite file', () =>
  open(newFile()),
)

describe('a file of checkpoints', () => {
  it('keeps them when it is reopened, and for every process that has it open', async () => {
    const file = newFile()
    const [one, other] = [await open(file), await open(file)]
    rightOf(await one.save(key, checkpoint)())
    expect(rightOf(await other.load(key)())).toEqual(checkpoint)
    one.close()
    other.close()
    expect(rightOf(await (await open(file)).load(key)())).toEqual(checkpoint)
  })

  it('can be queried with any SQLite tool', async () => {
    const file = newFile()
    rightOf(await (await open(file)).save(key, checkpoint)())
    const database = new DatabaseSync(file)
    expect(database.prepare('SELECT * FROM checkpoints').all()).toEqual([{ ...key, ...checkpoint }])
    database.close()
  })

  it('is unavailable once it is closed', async () => {
    const file = newFile()
    const checkpoints = await open(file)
    checkpoints.close()
    checkpoints.close()
    const closed = { _tag: 'Unavailable', reason: `${file}: the file is closed` }
    expect(leftOf(await checkpoints.load(key)())).toEqual(closed)
    expect(leftOf(await checkpoints.save(key, checkpoint)())).toEqual(closed)
  })

  it('is refused if it is a ledger, and vice versa', async () => {
    const [ledger, other] = [newFile(), newFile()]
    rightOf(await sqliteStore(ledger)()).close()
    expect(leftOf(await sqliteCheckpoints(ledger)())).toEqual({
      _tag: 'NotSupported',
      operation: `opening ${ledger}`,
      reason: 'it is a database for something else',
    })
    await open(other)
    expect(leftOf(await sqliteStore(other)())._tag).toBe('NotSupported')
  })

  it('is an error if it is not a database, is of a later release or cannot be created', async () => {
    const [text, later] = [newFile(), newFile()]
    writeFileSync(text, 'store:41\n'.repeat(100))
    expect(leftOf(await sqliteCheckpoints(text)())).toEqual({
      ...{ _tag: 'NotSupported', operation: `opening ${text}` },
      reason: 'it is not an SQLite database',
    })
    ;(await open(later)).close()
    const database = new DatabaseSync(later)
    database.exec('PRAGMA user_version = 9')
    database.close()
    expect(leftOf(await sqliteCheckpoints(later)())).toMatchObject({ _tag: 'NotSupported' })
    const nowhere = join(folder, 'no', 'such.db')
    expect(leftOf(await sqliteCheckpoints(nowhere)())).toMatchObject({ _tag: 'Unavailable' })
  })
})
