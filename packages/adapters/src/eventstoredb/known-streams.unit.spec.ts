import fc from 'fast-check'
import { knownStreams } from './known-streams'

const STREAM = 'kpiContract-a'

describe('what is known about a stream', () => {
  it('grows by the next event only', () => {
    const known = knownStreams(10).get(STREAM)
    expect(known.next()).toBe(0)
    known.learn('b', 1)
    expect(known.next()).toBe(0)
    known.learn('a', 0)
    known.learn('a2', 0)
    known.learn('b', 1)
    expect(known.next()).toBe(2)
    expect(['a', 'a2', 'b'].map(known.revisionOf)).toEqual([0, undefined, 1])
  })

  it('keeps the first revision of an id written twice', () => {
    const known = knownStreams(10).get(STREAM)
    for (const revision of [0, 1, 2]) known.learn('same', revision)
    expect(known.revisionOf('same')).toBe(0)
    expect(known.next()).toBe(3)
  })

  it('is the same on every request, and about that stream only', () => {
    const streams = knownStreams(10)
    streams.get(STREAM).learn('a', 0)
    expect(streams.get(STREAM).next()).toBe(1)
    expect(streams.get('kpiContract-b').next()).toBe(0)
  })

  it('is forgotten first if it has been unused the longest', () => {
    const streams = knownStreams(4)
    for (const [name, length] of [
      ['a', 2],
      ['b', 2],
      ['c', 1],
    ] as const)
      for (let n = 0; n < length; n++) streams.get(name).learn(`${name}${n}`, n)
    expect(['b', 'c', 'a'].map((name) => streams.get(name).next())).toEqual([2, 1, 0])
  })

  it('is kept for a stream that exceeds the limit by itself', () => {
    const streams = knownStreams(2)
    streams.get('b').learn('b', 0)
    for (let n = 0; n < 9; n++) streams.get('a').learn(String(n), n)
    expect(streams.get('a').next()).toBe(9)
    expect(streams.get('b').next()).toBe(0)
  })

  it('takes no room once forgotten, even if an append still adds to it', () => {
    const streams = knownStreams(2)
    const forgotten = streams.get('a')
    forgotten.learn('a', 0)
    for (const n of [0, 1]) streams.get('b').learn(`b${n}`, n)
    for (const n of [1, 2, 3]) forgotten.learn(`a${n}`, n)
    streams.get('c').learn('c', 0)
    expect(forgotten.next()).toBe(4)
    expect(['a', 'c'].map((name) => streams.get(name).next())).toEqual([0, 1])
  })

  it('is never wrong, whatever is forgotten', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(4)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        (appends, atMost) => {
          const streams = knownStreams(atMost)
          const written = new Map<string, number>()
          for (const [name, count] of appends) {
            const known = streams.get(name)
            const length = (written.get(name) ?? 0) + count
            for (let n = known.next(); n < length; n++) known.learn(`${name}${n}`, n)
            written.set(name, length)
            expect(known.next()).toBe(length)
            for (let n = 0; n < length; n++) expect(known.revisionOf(`${name}${n}`)).toBe(n)
          }
        },
      ),
    )
  })
})
