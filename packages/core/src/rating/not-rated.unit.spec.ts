import { notRatedWords } from './not-rated'

const general = { code: 'none', label: 'None' }

it('M18a the words for what is not rated are the general one and those of the reasons, each once', () => {
  expect(notRatedWords(general)).toEqual([general])
  const by = {
    'no-target': { code: 'data', label: 'Data Only' },
    'no-data': general,
    'not-due': { code: 'later', label: 'Later' },
    incomplete: { code: 'later', label: 'Later' },
  }
  expect(notRatedWords({ ...general, by })).toEqual([
    general,
    { code: 'later', label: 'Later' },
    { code: 'data', label: 'Data Only' },
  ])
})
