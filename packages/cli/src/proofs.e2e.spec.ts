import { chmodSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeConsistency, decodeDigest, decodeInclusion } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const source = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const lines = readFileSync(source, 'utf8').trimEnd().split('\n')
const pssp = ['--store', 'ledger.ndjson', '--contract', 'pssp']
const json = ['--format', 'json']

const ask = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const { status, out, err } = await kpiLedger(...argv)
  expect([status, err]).toEqual([0, ''])
  return out
}

const save = async (file: string, ...argv: ReadonlyArray<string>): Promise<void> => {
  writeFileSync(file, await ask(...argv))
}

beforeAll(async () => {
  copyFileSync(source, 'ledger.ndjson')
  writeFileSync('shorter.ndjson', `${lines.slice(0, 50).join('\n')}\n`)
  writeFileSync('event.json', lines[41] ?? '')
  writeFileSync('next.json', lines[42] ?? '')
  writeFileSync(
    'rewritten.ndjson',
    `${lines.map((line, i) => (i === 41 ? line.replace('"value":90', '"value":91') : line)).join('\n')}\n`,
  )
  await save('kept.json', 'digest', ...pssp, '--size', '60', ...json)
  await save('now.json', 'digest', ...pssp, ...json)
  await save('ict.json', 'digest', '--store', 'ledger.ndjson', '--contract', 'ict', ...json)
  await save('grew.json', 'prove', ...pssp, '--from-size', '60', ...json)
  await save('event-41.json', 'prove', ...pssp, '--revision', '41', ...json)
  const rewritten = ['--store', 'rewritten.ndjson', '--contract', 'pssp', ...json]
  await save('rewritten.json', 'digest', ...rewritten)
  await save('rewritten-grew.json', 'prove', ...rewritten, '--from-size', '60')
  await save('pssp.pub', 'keygen', '--contract', 'pssp', '--out', 'pssp.key')
  await save('ict.pub', 'keygen', '--contract', 'ict', '--out', 'ict.key')
  const key = ['--key', 'pssp.key']
  await save('checkpoint.txt', 'digest', ...pssp, '--format', 'checkpoint', ...key)
  await save(
    '41.tlog-proof',
    'prove',
    ...pssp,
    '--revision',
    '41',
    '--format',
    'tlog-proof',
    ...key,
  )
  writeFileSync('bare.tlog-proof', readFileSync('41.tlog-proof', 'utf8').replace(/extra .*\n/, ''))
  writeFileSync('forged.txt', readFileSync('checkpoint.txt', 'utf8').replace('\n78\n', '\n79\n'))
  writeFileSync(
    'moved.json',
    JSON.stringify({
      ...(JSON.parse(readFileSync('event-41.json', 'utf8')) as object),
      revision: 40,
    }),
  )
})

describe('digest and prove', () => {
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

  it('print the wire format’s JSON', () => {
    expect(decodeDigest(read('kept.json'))).toMatchObject({ right: { size: 60 } })
    expect(decodeDigest(read('now.json'))).toMatchObject({ right: { size: 78 } })
    expect(decodeConsistency(read('grew.json'))).toMatchObject({
      right: { first: { size: 60 }, second: { size: 78 } },
    })
    expect(decodeInclusion(read('event-41.json'))).toMatchObject({
      right: { size: 78, revision: 41 },
    })
  })

  it('print the same root as a scorecard', async () => {
    const card = await ask('scorecard', ...pssp, '--period', '2016-05', ...json)
    const digest = decodeDigest(read('now.json'))
    expect(E.isRight(digest) && (JSON.parse(card) as { ledger: unknown }).ledger).toEqual(
      E.isRight(digest) && { size: digest.right.size, root: digest.right.root },
    )
  })

  it('print tables and CSV', async () => {
    expect(await ask('digest', ...pssp)).toMatch(
      /^kpiContract-pssp: digest of 78 events\nroot {2}[0-9a-f]{64}\n$/,
    )
    expect(await ask('digest', ...pssp, '--format', 'csv')).toMatch(
      /^stream,size,root\r\nkpiContract-pssp,78,[0-9a-f]{64}\r\n$/,
    )
    const inclusion = await ask('prove', ...pssp, '--revision', '41', '--size', '60')
    expect(inclusion).toMatch(/^kpiContract-pssp: proof that an event is in the first 60\n/)
    expect(inclusion).toContain('\nevent  revision 41, ActualRecorded recorded at 2016-06-13T')
    expect(await ask('prove', ...pssp, '--revision', '0', '--size', '1')).toContain('(empty)')
    const grew = ['prove', ...pssp, '--from-size', '60']
    expect(await ask(...grew)).toMatch(/: proof that 78 events begin with the first 60\n/)
    const csv = await ask(...grew, '--format', 'csv')
    expect(csv.split('\r\n')[1]).toMatch(/^first,60,[0-9a-f]{64}$/)
    expect(
      (await ask('prove', ...pssp, '--revision', '1', '--format', 'csv')).split('\r\n')[1],
    ).toMatch(/^leaf,,[0-9a-f]{64}$/)
  })

  it('sign with a key that only its owner can read and that is never overwritten', async () => {
    expect(statSync('pssp.key').mode & 0o777).toBe(0o600)
    expect(readFileSync('pssp.pub', 'utf8')).toMatch(/^kpi-ledger\/pssp\+[0-9a-f]{8}\+[^\n]{44}\n$/)
    const again = await kpiLedger('keygen', '--contract', 'pssp', '--out', 'pssp.key')
    expect([again.status, again.out]).toEqual([2, ''])
    expect(again.err).toBe('kpi-ledger: --out: pssp.key: it already exists\n')
  })

  it('warn if others can read the private key', async () => {
    copyFileSync('pssp.key', 'shared.key')
    const sign = (key: string) =>
      kpiLedger('digest', ...pssp, '--format', 'checkpoint', '--key', key)
    expect((await sign('pssp.key')).err).toBe('')
    chmodSync('shared.key', 0o640)
    const shared = await sign('shared.key')
    expect([shared.status, shared.err]).toEqual([
      0,
      'kpi-ledger: shared.key: others can read this private key; run chmod 600 on it\n',
    ])
  })

  it.each<[ReadonlyArray<string>, RegExp]>([
    [['digest', ...pssp, '--size', '79'], /--size: kpiContract-pssp has 78 events, not 79/],
    [['digest', ...pssp, '--size', '-1'], /--size: expected a whole number such as 41, got "-1"/],
    [
      ['digest', '--store', 'ledger.ndjson', '--contract', 'x'],
      /no contract "x" in ledger.ndjson; there are "ict" and "pssp"/,
    ],
    [['digest', '--store', 'ledger.ndjson', '--contract', 'X'], /--contract: expected an id/],
    [['digest', ...pssp, '--key', 'pssp.key'], /--format table is not signed; omit --key/],
    [['digest', ...pssp, '--format', 'checkpoint'], /this format is signed: pass --key FILE/],
    [
      ['digest', ...pssp, '--format', 'checkpoint', '--key', 'ict.key'],
      /ict\.key: the key belongs to kpi-ledger\/ict;/,
    ],
    [
      ['digest', ...pssp, '--format', 'checkpoint', '--key', 'pssp.pub'],
      /pssp\.pub: expected a key that starts with PRIVATE\+KEY\+/,
    ],
    [['digest', ...pssp, '--format', 'checkpoint', '--key', 'none'], /no such file/],
    [['prove', ...pssp], /specify --revision or --from-size/],
    [
      ['prove', ...pssp, '--revision', '1', '--from-size', '1'],
      /specify --revision or --from-size/,
    ],
    [
      ['prove', ...pssp, '--revision', '78'],
      /--revision: kpiContract-pssp has no revision 78 in 78 events/,
    ],
    [['prove', ...pssp, '--revision', '60', '--size', '60'], /no revision 60 in 60 events/],
    [['prove', ...pssp, '--revision', 'x'], /--revision: expected a whole number/],
    [['prove', ...pssp, '--from-size', '61', '--size', '60'], /--from-size: 61 is more than 60/],
    [['prove', ...pssp, '--from-size', 'x'], /--from-size: expected a whole number/],
    [['prove', ...pssp, '--from-size', '1', '--format', 'tlog-proof'], /pass --revision N/],
    [
      ['prove', ...pssp, '--revision', '78', '--format', 'tlog-proof', '--key', 'pssp.key'],
      /no revision 78/,
    ],
    [['prove', ...pssp, '--revision', '1', '--key', 'pssp.key'], /is not signed; omit --key/],
    [['keygen', '--contract', 'X', '--out', 'x.key'], /--contract: expected an id/],
    [['keygen', '--contract', 'x', '--out', 'no/such/folder'], /no such file/],
  ])('refuse %j', async (argv, message) => {
    const { status, out, err } = await kpiLedger(...argv)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})

describe('verify', () => {
  const verdictOf = async (...argv: ReadonlyArray<string>) => {
    const { status, out, err } = await kpiLedger('verify', ...argv, ...json)
    const verdict = JSON.parse(out) as {
      holds: boolean
      checked: ReadonlyArray<string>
      denied: string | null
      notShown: ReadonlyArray<string>
    }
    expect([verdict.holds, verdict.denied === null]).toEqual([status === 0, status === 0])
    expect(err).toBe(verdict.denied === null ? '' : `kpi-ledger: ${verdict.denied}\n`)
    return verdict
  }

  it.each<[string, ReadonlyArray<string>, number]>([
    [
      'an event in a digest kept',
      ['event-41.json', '--digest', 'now.json', '--event', 'event.json'],
      0,
    ],
    [
      'an event in a ledger',
      ['event-41.json', '--digest', 'now.json', '--ledger', 'ledger.ndjson'],
      0,
    ],
    ['growth', ['grew.json', '--digest', 'kept.json', '--digest', 'now.json'], 0],
    [
      'growth, in a ledger',
      ['grew.json', '--digest', 'kept.json', '--digest', 'now.json', '--ledger', 'ledger.ndjson'],
      0,
    ],
    ['equal digests', ['now.json', '--digest', 'now.json', '--ledger', 'ledger.ndjson'], 0],
    ['a ledger', ['ledger.ndjson', '--digest', 'kept.json', '--digest', 'ict.json'], 0],
    [
      'a checkpoint',
      ['checkpoint.txt', '--key', 'pssp.pub', '--digest', 'now.json', '--ledger', 'ledger.ndjson'],
      0,
    ],
    ['a signed proof', ['41.tlog-proof', '--key', 'pssp.pub', '--digest', 'checkpoint.txt'], 0],
    [
      'a signed proof, with the ledger',
      [
        'bare.tlog-proof',
        '--key',
        'pssp.pub',
        '--digest',
        'checkpoint.txt',
        '--ledger',
        'ledger.ndjson',
      ],
      0,
    ],
    ['an event, with no digest kept', ['event-41.json'], 2],
    [
      'an event, with no digest kept but the event given',
      ['event-41.json', '--event', 'event.json'],
      1,
    ],
    ['growth, with neither digest kept', ['grew.json'], 2],
    ['growth, without the later digest kept', ['grew.json', '--digest', 'kept.json'], 1],
    ['a ledger by itself', ['ledger.ndjson'], 2],
    ['a ledger with one of its contracts covered', ['ledger.ndjson', '--digest', 'now.json'], 1],
    ['a checkpoint by itself', ['checkpoint.txt', '--key', 'pssp.pub'], 2],
    ['a digest and a ledger', ['kept.json', '--ledger', 'ledger.ndjson'], 1],
    ['a signed proof by itself', ['41.tlog-proof', '--key', 'pssp.pub'], 1],
  ])('says that it holds, and what that does not show: %s', async (_, argv, notShown) => {
    const verdict = await verdictOf(...argv)
    expect(verdict).toMatchObject({ holds: true, denied: null })
    expect(verdict.notShown).toHaveLength(notShown)
  })

  it.each<[string, ReadonlyArray<string>, string | RegExp]>([
    [
      'a proof of a different size from the digest kept',
      ['event-41.json', '--digest', 'kept.json'],
      'event-41.json: size: expected 60 events, got 78',
    ],
    [
      'a proof of another contract',
      ['event-41.json', '--digest', 'ict.json'],
      'event-41.json: stream: expected kpiContract-ict, got kpiContract-pssp',
    ],
    [
      'a proof moved to another revision',
      ['moved.json', '--digest', 'now.json'],
      /^moved\.json: path: it leads to/,
    ],
    [
      'another event',
      ['event-41.json', '--digest', 'now.json', '--event', 'next.json'],
      'event-41.json: revision: expected 42, got 41',
    ],
    [
      'a ledger with a changed event',
      ['event-41.json', '--digest', 'now.json', '--ledger', 'rewritten.ndjson'],
      /^rewritten\.ndjson: root of 78 events: expected/,
    ],
    [
      'a ledger too short for the proof',
      ['event-41.json', '--ledger', 'shorter.ndjson'],
      'shorter.ndjson: it has 50 events of kpiContract-pssp, event-41.json is about 78',
    ],
    [
      'a digest of a changed ledger',
      ['rewritten.json', '--digest', 'now.json'],
      /^rewritten\.json: root of 78 events: expected/,
    ],
    [
      'a changed ledger',
      ['rewritten.ndjson', '--digest', 'kept.json'],
      /^rewritten\.ndjson: root of 60 events: expected/,
    ],
    [
      'a ledger cut short',
      ['shorter.ndjson', '--digest', 'kept.json'],
      'shorter.ndjson: it has 50 events of kpiContract-pssp, kept.json is about 60',
    ],
    [
      'a ledger without the contract',
      ['shorter.ndjson', '--digest', 'ict.json'],
      'shorter.ndjson: it has 0 events of kpiContract-ict, ict.json is about 67',
    ],
    [
      'growth of a changed ledger',
      ['rewritten-grew.json', '--digest', 'kept.json'],
      /^rewritten-grew\.json: root of 60 events: expected/,
    ],
    [
      'growth between other sizes',
      ['grew.json', '--digest', 'ict.json'],
      'grew.json: it is about 60 and 78 events, ict.json about 67',
    ],
    [
      'growth that the ledger does not show',
      ['grew.json', '--ledger', 'shorter.ndjson'],
      /^shorter\.ndjson: it has 50 events/,
    ],
    [
      'a forged checkpoint',
      ['forged.txt', '--key', 'pssp.pub'],
      /^forged\.txt: the signature by kpi-ledger\/pssp\+[0-9a-f]{8} does not match the text$/,
    ],
    [
      'a forged checkpoint, kept',
      ['now.json', '--digest', 'forged.txt', '--key', 'pssp.pub'],
      /^forged\.txt: the signature by/,
    ],
    [
      'a checkpoint signed by somebody else',
      ['checkpoint.txt', '--key', 'ict.pub'],
      /^checkpoint\.txt: it is not signed by kpi-ledger\/ict/,
    ],
    [
      'a signed proof with another event',
      ['41.tlog-proof', '--key', 'pssp.pub', '--event', 'next.json'],
      /^41\.tlog-proof: path: it leads to/,
    ],
  ])('says what does not hold: %s', async (_, argv, denied) => {
    const verdict = await verdictOf(...argv)
    if (typeof denied === 'string') expect(verdict.denied).toBe(denied)
    else expect(verdict.denied).toMatch(denied)
  })

  it('prints a readable list, and CSV', async () => {
    const holds = await kpiLedger('verify', 'grew.json', '--digest', 'kept.json')
    expect(holds.out).toBe(
      [
        'consistency: holds',
        'yes:        the root of 60 events is the one in kept.json',
        'yes:        the 78 events begin with the first 60, unchanged',
        'not shown:  that the root of 78 events is the true one: no digest kept out of the writer’s reach was given (--digest)',
        '',
      ].join('\n'),
    )
    const denied = await kpiLedger('verify', 'shorter.ndjson', '--digest', 'kept.json')
    expect(denied.status).toBe(1)
    expect(denied.out).toMatch(
      /^ledger: does not hold\nyes: {2}[^]*\nno: {3}shorter\.ndjson: it has/,
    )
    const csv = await kpiLedger(
      'verify',
      'shorter.ndjson',
      '--digest',
      'kept.json',
      '--format',
      'csv',
    )
    expect(csv.out.split('\r\n').map((row) => row.split(',')[0])).toEqual([
      'holds',
      'true',
      'false',
      '',
    ])
  })

  const bad = (name: string, content: string): string => {
    writeFileSync(name, content)
    return name
  }

  it.each<[string, () => ReadonlyArray<string>, string | RegExp]>([
    [
      'nothing to check against',
      () => ['now.json'],
      'now.json: pass --ledger or --digest to check it against',
    ],
    [
      'digests of two sizes',
      () => ['now.json', '--digest', 'kept.json'],
      /^now\.json, kept\.json: of 78 and 60 events; to compare them, make a proof/,
    ],
    ['no file', () => ['none.json'], /no such file/],
    ['not a ledger file', () => ['now.json', '--ledger', 'none.ndjson'], /no such file/],
    ['an empty file', () => [bad('empty', '')], 'empty: expected JSON, got nothing'],
    ['no JSON', () => [bad('half.json', '{"stream"')], /^half\.json: not JSON/],
    [
      'a bad digest',
      () => [bad('bad.json', '{"stream":"kpiContract-pssp","size":-1,"root":"AB"}')],
      'bad.json: size: expected a number of events from 0 to 9007199254740991, got -1\nbad.json: root: expected 64 lower-case hex digits, got "AB"',
    ],
    [
      'a bad path',
      () => [bad('path.json', readFileSync('grew.json', 'utf8').replace(/"path": \[\s+"/, '$&x'))],
      /^path\.json: path\[0\]: expected 64 lower-case hex digits/,
    ],
    [
      'a key written twice',
      () => [bad('twice.json', '{"size":1,"size":2}')],
      'twice.json: size: written twice',
    ],
    [
      'a proof given as a digest',
      () => ['now.json', '--digest', 'grew.json'],
      '--digest: grew.json is neither a digest nor a checkpoint',
    ],
    [
      'an event given as a digest',
      () => ['now.json', '--digest', 'now.json', '--event', 'event.json'],
      '--event is for an inclusion proof only',
    ],
    ['no event', () => ['event-41.json', '--event', 'now.json'], /^now\.json: .*unknown field/],
    ['two ledgers', () => ['ledger.ndjson', '--ledger', 'shorter.ndjson'], /^two ledger files/],
    [
      'signed text without a key',
      () => ['checkpoint.txt'],
      "checkpoint.txt: it is signed; pass the signer's verifier key with --key",
    ],
    [
      'a private key to verify with',
      () => ['checkpoint.txt', '--key', 'pssp.key'],
      /^pssp\.key:1: expected a verifier key, got a private key/,
    ],
    [
      'text of an unknown kind',
      () => [bad('note.txt', 'Hello\n'), '--key', 'pssp.pub'],
      'note.txt: expected a digest or a proof as JSON, one that is signed, or a ledger file FILE.ndjson',
    ],
    [
      'a proof of another version',
      () => [bad('v2', 'c2sp.org/tlog-proof@v2\n'), '--key', 'pssp.pub'],
      /^v2: expected a digest or a proof as JSON/,
    ],
    [
      'a signed proof without its event',
      () => ['bare.tlog-proof', '--key', 'pssp.pub'],
      /^bare\.tlog-proof: it contains no event/,
    ],
  ])('refuses bad input: %s', async (_, argv, message) => {
    const { status, out, err } = await kpiLedger('verify', ...argv())
    expect([status, out]).toEqual([2, ''])
    const said = err.replace(/^kpi-ledger: /, '').trimEnd()
    if (typeof message === 'string') expect(said).toBe(message)
    else expect(said).toMatch(message)
  })

  const edit = (line: number, change: (event: Record<string, unknown>) => object): string => {
    const edited = [...lines]
    edited[line] = JSON.stringify(change(JSON.parse(lines[line] ?? '') as Record<string, unknown>))
    return `${edited.join('\n')}\n`
  }

  it.each<[string, () => string | Uint8Array, string | RegExp]>([
    [
      'is cut short in a line of its contract',
      () =>
        lines
          .filter((line) => line.includes('kpiContract-pssp'))
          .join('\n')
          .slice(0, -20),
      /^78: not JSON: /,
    ],
    ['has two lines run together', () => `${lines[0] ?? ''}${lines[1] ?? ''}\n`, /^1: not JSON: /],
    [
      'has one line cut into another',
      () => `${lines[0] ?? ''}\n${(lines[1] ?? '').slice(0, 40)}${lines[2] ?? ''}\n`,
      /^2: not JSON: /,
    ],
    [
      'repeats a line',
      () => [lines[0], lines[0], ''].join('\n'),
      /^2: id: .* is already used on line 1$/,
    ],
    [
      'repeats a revision',
      () => edit(2, (event) => ({ ...event, revision: 1 })),
      '3: revision: expected 2, got 1; revisions of a stream follow one another from 0',
    ],
    [
      'swaps two lines',
      () => [lines[0], lines[2], lines[1], ''].join('\n'),
      '2: revision: expected 1, got 2; revisions of a stream follow one another from 0',
    ],
    [
      'goes back in time',
      () => edit(3, (event) => ({ ...event, recordedAt: '2016-01-01T00:00:00.000Z' })),
      /^4: recordedAt: 2016-01-01T00:00:00\.000Z is before 2016/,
    ],
    [
      'has an unknown type',
      () => edit(4, (event) => ({ ...event, type: 'KPIDeleted' })),
      '5: type: unknown event type "KPIDeleted"',
    ],
    [
      'has an unknown version',
      () => edit(4, (event) => ({ ...event, version: 9 })),
      /^5: version: unknown version 9 of KPIDefined; known up to 1$/,
    ],
    [
      'has two contracts claiming one stream',
      () => edit(78, (event) => ({ ...event, stream: 'kpiContract-pssp', revision: 78 })),
      /^79: data\.contract: "ict" is not the contract of stream kpiContract-pssp$/,
    ],
    [
      'has a contract registered twice',
      () =>
        edit(1, (event) => ({
          ...event,
          type: 'ContractRegistered',
          data: (JSON.parse(lines[0] ?? '') as { data: object }).data,
        })),
      /^2: contract "pssp" is already registered$/,
    ],
    [
      'is in UTF-16',
      () => Buffer.from(`\ufeff${lines.join('\n')}`, 'utf16le'),
      /^1: UTF-16, as Windows PowerShell writes it; expected UTF-8/,
    ],
    [
      'is in Latin-1',
      () => Buffer.from(lines.join('\n').replace('"actor":"', '"actor":"é'), 'latin1'),
      /^\d+: not UTF-8$/,
    ],
    ['is not text', () => '\u0000\u0001\n', /^1: not JSON/],
  ])('names the line of a ledger that %s', async (_, content, message) => {
    writeFileSync('hostile.ndjson', content())
    for (const argv of [
      ['verify', 'hostile.ndjson'],
      ['verify', 'now.json', '--ledger', 'hostile.ndjson'],
      ['digest', '--store', 'hostile.ndjson', '--contract', 'pssp'],
      ['prove', '--store', 'hostile.ndjson', '--contract', 'pssp', '--revision', '0'],
      ...[
        ['scorecard', '--period', '2016-05', '--as-at', '2016-06-13T09:00:30Z'],
        ['tracker', '--kpi', 'R&B-K-001', '--year', 'FY2016'],
        ['compare', '--from', 'pssp-2016', '--to', 'pssp-2016', '--period', '2016-05'],
        ['explain', '--kpi', 'R&B-K-008', '--period', '2016-05'],
        ['findings'],
        ['restatements'],
        ['history'],
      ].map((argv) => [...argv, '--store', 'hostile.ndjson', '--contract', 'pssp']),
      ['import', 'hostile.ndjson', '--store', 'memory:'],
    ]) {
      const { status, out, err } = await kpiLedger(...argv)
      // A history is printed as it is read, up to the faulty line.
      expect([status, argv[0] === 'history' ? '' : out]).toEqual([2, ''])
      const said = err.replace('kpi-ledger: hostile.ndjson:', '').trimEnd()
      if (typeof message === 'string') expect(said).toBe(message)
      else expect(said).toMatch(message)
    }
  })
})

describe('help', () => {
  it.each(['digest', 'prove', 'verify', 'keygen'])('for %s has an example', async (command) => {
    expect(await ask(command, '--help')).toContain(`Example:\n  kpi-ledger ${command} `)
  })
})
