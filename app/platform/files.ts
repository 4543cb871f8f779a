import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { env } from './env'

export interface KeptFile {
  /** generated; the file's own name stands beside it in the database */
  key: string
  sizeBytes: number
  sha256: string
  mediaType: string
}

let disk: Disk | undefined

/** Local files under DATA_DIR/files; flydrive also speaks to S3-compatible stores. */
function files(): Disk {
  disk ??= new Disk(new FSDriver({ location: path.join(env().DATA_DIR, 'files'), visibility: 'private' }))
  return disk
}

/** Keeps a file for good. Its media type is read from its bytes where they tell, else taken as given. */
export async function storeFile(
  source: Readable | string,
  about: { name: string; mediaType?: string },
): Promise<KeptFile> {
  const id = randomUUID()
  const key = `${id.slice(0, 2)}/${id}`
  const hash = createHash('sha256')
  let sizeBytes = 0
  // measured on the way: a listener would set it flowing before the disk is there to take it
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      sizeBytes += chunk.length
      done(null, chunk)
    },
  })
  const stream = typeof source === 'string' ? createReadStream(source) : source
  await Promise.all([pipeline(stream, through), files().putStream(key, through)])
  const mediaType = (await mediaTypeOf(localPath(key))) ?? plainType(about.mediaType)
  return { key, sizeBytes, sha256: hash.digest('hex'), mediaType }
}

/** What a file is by its bytes; undefined where they do not tell, or are broken. */
export async function mediaTypeOf(file: string): Promise<string | undefined> {
  return (await fileTypeFromFile(file).catch(() => undefined))?.mime
}

/** A type somebody claims is kept only when it looks like one and no browser would run it. */
function plainType(given: string | undefined): string {
  const type = given?.toLowerCase() ?? ''
  const plain = /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) && !/html|svg|xml|script/.test(type)
  return plain ? type : 'application/octet-stream'
}

export function openFile(key: string): Promise<Readable> {
  return files().getStream(key)
}

/** A path to read a stored file from again and again, as importers do. */
export function localPath(key: string): string {
  return path.join(env().DATA_DIR, 'files', key)
}

export async function removeFile(key: string): Promise<void> {
  await files().delete(key)
}
