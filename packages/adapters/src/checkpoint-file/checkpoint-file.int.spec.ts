import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeCheckpointStore } from '@kpi-ledger/testing/conformance'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { leftOf, rightOf } from '../fixture.spec'
import { fileCheckpoints } from './checkpoint-file'

const root = mkdtempSync(join(tmpdir(), 'kpi-ledger-checkpoints-'))
let folders = 0

const newFolder = (): string => join(root, `${folders++}`, 'made when needed')

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const key = { name: 'scorecard', version: 1 }
const checkpoint = { position: 'store:41', state: '{"a":1}\n😂' }

/** A folder with one checkpoint, and the path of its file. */
const saved = async (): Promise<{ readonly folder: string; readonly path: string }> => {
  const folder = newFolder()
  rightOf(await fileCheckpoints(folder).save(key, checkpoint)())
  const [file = ''] = readdirSync(folder)
  return { folder, path: join(folder, file) }
}

describeCheckpointStore({ describe, it, expect }, 'checkpoints in files', async () =>
  fileCheckpoints(newFolder()),
)

describe('the file of a checkpoint', () => {
  it('is readable by people, and leaves nothing beside it', async () => {
    const { folder, path } = await saved()
    const [first, ...rest] = readFileSync(path, 'utf8').split('\n')
    expect(rest.join('\n')).toBe(
      `{"name":"scorecard","version":1,"position":"store:41","hasState":true}\n${checkpoint.state}`,
    )
    const digest = createHash('sha256').update(rest.join('\n')).digest('hex')
    expect(first).toBe(`kpi-ledger checkpoint 1 ${digest}`)
    rightOf(await fileCheckpoints(folder).save(key, checkpoint)())
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('is not confused with a half-written file left by a crash', async () => {
    const { folder } = await saved()
    const left = '.kpi-ledger-1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b.tmp'
    writeFileSync(join(folder, left), 'kpi-ledger checkpoint 1 ab')
    expect(rightOf(await fileCheckpoints(folder).load(key)())).toEqual(checkpoint)
    const next = { position: 'store:42', state: null }
    rightOf(await fileCheckpoints(folder).save(key, next)())
    expect(rightOf(await fileCheckpoints(folder).load(key)())).toEqual(next)
  })

  it('that was cut short or changed anywhere is an error that names it, not a fresh start', async () => {
    const { folder, path } = await saved()
    const whole = readFileSync(path)
    const damaged = async (content: Uint8Array): Promise<void> => {
      writeFileSync(path, content)
      const error = leftOf(await fileCheckpoints(folder).load(key)())
      expect(error).toMatchObject({ _tag: 'Corrupt', at: path })
    }
    for (let length = 0; length < whole.length; length++) await damaged(whole.subarray(0, length))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Buffer.from(whole)
          changed[at] = (whole[at] ?? 0) ^ flip
          await damaged(changed)
        },
      ),
    )
  })

  it('for another projection, or for something else, is an error', async () => {
    const { folder, path } = await saved()
    const other = { name: 'tracker', version: 3 }
    rightOf(await fileCheckpoints(folder).save(other, checkpoint)())
    const others = readdirSync(folder).find((file) => file.startsWith('tracker')) ?? ''
    const reasonFor = async (content: string | Uint8Array): Promise<string> => {
      writeFileSync(path, content)
      const error = leftOf(await fileCheckpoints(folder).load(key)())
      return error._tag === 'Corrupt' ? error.reason : error._tag
    }
    expect(await reasonFor(readFileSync(join(folder, others)))).toBe(
      'it is the checkpoint of tracker, version 3',
    )
    expect(await reasonFor('store:41')).toBe('expected "kpi-ledger checkpoint 1"')
    for (const rest of ['{}\n', 'store:41\n', 'null\n', '{}']) {
      const digest = createHash('sha256').update(rest).digest('hex')
      expect(await reasonFor(`kpi-ledger checkpoint 1 ${digest}\n${rest}`)).toBe(
        'its second line is not the header of a checkpoint',
      )
    }
  })

  it('that cannot be written gives an error, and leaves no file beside it', async () => {
    const folder = newFolder()
    rightOf(await fileCheckpoints(folder).save(key, checkpoint)())
    const [file = ''] = readdirSync(folder)
    const inside = join(folder, file)
    const answer = await fileCheckpoints(inside).save(key, checkpoint)()
    expect(E.isLeft(answer) && answer.left).toMatchObject({ _tag: 'Unavailable' })
    expect(leftOf(await fileCheckpoints(inside).load(key)())).toMatchObject({ _tag: 'Unavailable' })
    expect(readdirSync(folder)).toEqual([file])
  })
})
