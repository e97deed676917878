/** The most characters in the name of a sheet, counted as spreadsheets do. */
const LONGEST = 31

/** What the name of a sheet may not contain. */
const REFUSED = /[[\]:*?/\\\p{Cc}\ufffe\uffff]/gu

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed().trim()

const nameFor = (text: string): string => {
  const plain = text.toWellFormed().replaceAll(REFUSED, ' ').replaceAll(/ +/g, ' ')
  const name = cut(plain.replaceAll(/^[' ]+|[' ]+$/g, ''), LONGEST)
  return name === '' || name.toLowerCase() === 'history' ? 'Return' : name
}

/** Makes names of sheets from some texts: at most 31 characters each, and no two the same. */
export const sheetNames = (texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return texts.map((text) => {
    const first = nameFor(text)
    let name = first
    for (let n = 2; taken.has(name.toLowerCase()); n++) {
      const end = ` (${String(n)})`
      name = cut(first, LONGEST - end.length) + end
    }
    taken.add(name.toLowerCase())
    return name
  })
}
