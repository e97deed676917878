import { caughtFileError, fileError, isFileError } from './file-error'

it.each([
  ['EACCES', 'AccessDenied', 'permission denied'],
  ['EPERM', 'AccessDenied', 'permission denied'],
  ['EROFS', 'AccessDenied', 'the file system is read-only'],
  ['ENOSPC', 'Unavailable', 'no space left on the device'],
  ['ENOENT', 'Unavailable', 'no such file'],
  ['EIO', 'Unavailable', 'i/o error, \\u{1b}[31m'],
])('says what %s means, with the path', (code, tag, words) => {
  const error = Object.assign(new Error('i/o error, \u001b[31m'), { code })
  expect(isFileError(error)).toBe(true)
  expect(fileError('/a', error)).toEqual({ _tag: tag, reason: `/a: ${words}` })
})

it.each([[new Error('a bug')], [null], ['EACCES'], [{ code: 'EACCES' }]])(
  'takes %p for a bug, not for an error of the file system',
  (error) => {
    expect(isFileError(error)).toBe(false)
    let thrown: unknown = 'nothing'
    try {
      caughtFileError(error)
    } catch (e) {
      thrown = e
    }
    expect(thrown).toBe(error)
  },
)
