/** Why a file is not read at all. */
export interface RefusedFile {
  readonly _tag: 'RefusedFile'
  /** What is wrong with it and what to do, as one English sentence without its full stop. */
  readonly reason: string
}

/** Refuses a file, with the reason. */
export const refusedFile = (reason: string): RefusedFile => ({ _tag: 'RefusedFile', reason })
