import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWholeFile } from './whole-file'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-whole-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const contentOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('a file written all or nothing', () => {
  it('does not appear until it is complete, and leaves nothing beside it', async () => {
    const file = await openWholeFile(join(folder, 'answer'))
    await file.write('first, ')
    await file.write(Buffer.from('second'))
    expect(readdirSync(folder)).not.toContain('answer')
    await file.commit()
    await file.abandon()
    expect(readdirSync(folder)).toEqual(['answer'])
    expect(contentOf('answer')).toBe('first, second')
  })

  it('replaces what a link leads to, keeping its permissions', async () => {
    writeFileSync(join(folder, 'answer'), 'before')
    chmodSync(join(folder, 'answer'), 0o640)
    symlinkSync('answer', join(folder, 'link'))
    const file = await openWholeFile(join(folder, 'link'))
    await file.write('after')
    expect(contentOf('answer')).toBe('before')
    await file.commit()
    expect([contentOf('answer'), statSync(join(folder, 'answer')).mode & 0o777]).toEqual([
      'after',
      0o640,
    ])
    expect(readdirSync(folder).sort()).toEqual(['answer', 'link'])
  })

  it('is unchanged if abandoned', async () => {
    writeFileSync(join(folder, 'answer'), 'before')
    const file = await openWholeFile(join(folder, 'answer'))
    await file.write('after')
    await file.abandon()
    await file.abandon()
    expect([readdirSync(folder), contentOf('answer')]).toEqual([['answer'], 'before'])
  })

  it('is written to directly if it is a device', async () => {
    const file = await openWholeFile('/dev/null')
    await file.write('nothing')
    await file.commit()
    await file.abandon()
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it.each([
    ['EEXIST', '', { exclusive: true }],
    ['EISDIR', '', {}],
    ['ENOENT', 'none/answer', {}],
    ['ENAMETOOLONG', 'a'.repeat(300), {}],
  ])('gives %s if it cannot be written', async (code, name, how) => {
    await expect(openWholeFile(join(folder, name), how)).rejects.toMatchObject({ code })
    expect(readdirSync(folder)).toEqual([])
  })
})
