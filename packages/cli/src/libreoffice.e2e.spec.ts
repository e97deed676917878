import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')

/** Whether LibreOffice is installed; without it, these tests are skipped. */
const isThere = spawnSync('soffice', ['--version']).status === 0

/** LibreOffice's options for CSV in UTF-8, and in windows-1252 as on Windows. */
const UTF8 = 'csv:Text - txt - csv (StarCalc):44,34,76'
const WINDOWS = 'csv:Text - txt - csv (StarCalc):44,34,1'

/** A copy of a file as saved by LibreOffice, using a separate profile. */
const savedAs = (filter: string, file: string): string => {
  const [form = ''] = filter.split(':')
  const profile = `-env:UserInstallation=file://${join(process.cwd(), 'profile')}`
  mkdirSync(form, { recursive: true })
  execFileSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', form, file], {
    stdio: 'ignore',
  })
  return join(form, file.replace(/\.\w+$/, `.${form}`))
}

const FILLED: Readonly<Record<string, ReadonlyArray<string | number | null>>> = {
  'R&B-K-001': [29.5, null, null, 'As expected'],
  'R&B-K-009': [0.07, null, null, null],
  'CS-K-001': ['95.5%', 200, null, null],
  'PRO-K-002': [null, null, 'Not due', null],
}

/** Fills in the return as people would. */
const fillIn = async (): Promise<void> => {
  const { openXlsx, saveXlsx } = await import('hucre/xlsx')
  const workbook = await openXlsx(readFileSync('return.xlsx'))
  const [sheet] = workbook.sheets
  for (const [r, row] of (sheet?.rows ?? []).entries())
    for (const [c, value] of (FILLED[String(row[0])] ?? []).entries()) {
      row[6 + c] = value
      const cell = sheet?.cells?.get(`${r},${6 + c}`)
      if (cell !== undefined) cell.value = value
    }
  writeFileSync('filled.xlsx', await saveXlsx(workbook))
}

const figuresIn = async (file: string, ...options: ReadonlyArray<string>) => {
  const dry = ['--store', ledger, '--dry-run', '--format', 'json']
  const { status, out, err } = await kpiLedger('collect', file, ...dry, ...options)
  if (status !== 0) throw new Error(err)
  const { files } = JSON.parse(out) as {
    files: ReadonlyArray<{ figures: ReadonlyArray<Record<string, unknown>> }>
  }
  return files[0]?.figures.map(({ kpi, outcome, note }) => [kpi, outcome ?? note])
}

const describeWithIt = isThere ? describe : describe.skip

describeWithIt(
  'a return that LibreOffice opened and saved (skipped where it is not installed)',
  () => {
    beforeAll(async () => {
      const of = ['--contract', 'pssp', '--period', '2016-06', '--out', 'return.xlsx']
      await kpiLedger('template', '--store', ledger, ...of)
      await fillIn()
    }, 60_000)

    it.each([
      ['xlsx', []],
      ['ods', []],
      [UTF8, []],
      [WINDOWS, ['--encoding', 'windows-1252']],
    ])('is collected from the copy as from the return itself (%s)', async (form, options) => {
      expect(await figuresIn(savedAs(form, 'filled.xlsx'), ...options)).toEqual([
        ['R&B-K-001', { kind: 'measured', value: 29.5 }],
        ['R&B-K-001', 'As expected'],
        ['R&B-K-009', { kind: 'measured', value: 0.07 }],
        ['CS-K-001', { kind: 'measured', value: 95.5, of: 200 }],
        ['PRO-K-002', { kind: 'not-measured', reason: 'not-due' }],
      ])
    })

    it('still has its list of reasons, and is locked except for the cells to fill in', async () => {
      const { readXlsx } = await import('hucre/xlsx')
      const copy = await readXlsx(readFileSync(savedAs('xlsx', 'return.xlsx')), {
        readStyles: true,
      })
      const [sheet] = copy.sheets
      expect(sheet?.protection).toMatchObject({ sheet: true })
      const list = sheet?.dataValidations?.find(({ type }) => type === 'list')
      expect(list).toMatchObject({ values: expect.arrayContaining(['Not due']) as unknown })
      expect(sheet?.cells?.get('7,6')?.style?.protection?.locked).toBe(false)
      expect(sheet?.cells?.get('7,0')?.style?.protection?.locked).not.toBe(false)
    })
  },
)
