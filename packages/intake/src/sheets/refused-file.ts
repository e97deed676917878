/** Why a file is not read at all. */
export interface RefusedFile {
  /** The tag of this error. */
  readonly _tag: 'RefusedFile'
  /**
   * What is wrong with the file and what to do about it, as one English sentence without its full
   * stop.
   */
  readonly reason: string
}

/** Refuses a file, with the reason. */
export const refusedFile = (reason: string): RefusedFile => ({ _tag: 'RefusedFile', reason })
